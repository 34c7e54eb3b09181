import type { ServiceName } from '#libs/platform/process/services';
import { eventually } from '#test/kit/eventually';
import { holdRows } from '#test/kit/hold-rows';
import { openShop, type TestShop } from '#test/kit/open-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let held: TestShop;
let others: TestShop[];

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'routing', 'session', 'gateway'] });
  [held, ...others] = (await Promise.all([1, 2, 3, 4].map(() => openShop(system)))) as [TestShop, ...TestShop[]];
  await Promise.all([held, ...others].map((shop) => assigned(shop, 'known', 'first')));
});

afterAll(() => system.stop());

/** A buyer writes, as often as it takes, until somebody answers for him. */
const assigned = (shop: TestShop, buyer: string, id: string): Promise<string> =>
  eventually(
    async () => {
      const { data, errors } = await shop.writes(buyer, { id, waitMs: 2_000 });
      if (!data) throw new Error(JSON.stringify(errors));
      const { id: sessionId, routing } = data.sendBuyerMessage.session;
      expect(routing).toMatchObject({ outcome: 'ASSIGNED' });
      return sessionId;
    },
    { timeoutMs: 30_000 },
  );

let round = 0;

/** Buyers of all other shops, one after the other: none of them may wait for the shop whose rows are held. */
async function serveOthers(): Promise<void> {
  round += 1;
  for (let buyer = 0; buyer < 10; buyer += 1)
    for (const shop of others) await assigned(shop, `buyer-${round}-${buyer}`, `message-${round}-${buyer}`);
}

it.each<[string, ServiceName, string, string]>([
  ['a buyer', 'session', 'SELECT 1 FROM buyer', 'known'],
  ['the counters of its events', 'session', 'SELECT 1 FROM outbox_counter', 'somebody new'],
])('%s of one shop is held: its buyer is refused, retryably, the other shops are served meanwhile', async (_, service, rows, buyer) => {
  const lock = await holdRows(system.databases[service].app, held.id, rows);
  expect(lock.count).toBeGreaterThan(0);
  const id = `held-${round}`;
  const asked = held.writes(buyer, { id });
  await serveOthers();
  expect((await asked).errors[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
  await serveOthers();
  await lock.release();
  await assigned(held, buyer, id);
});

it('a buyer is held while her agent answers and the others are served: the agent is refused, retryably, and no process ends', async () => {
  const before = system.process('session').pid();
  const sessionId = await assigned(held, 'known', `held-${round}`);
  const query = 'mutation($input: SendAgentMessageInput!) { sendAgentMessage(input: $input) { message { id } } }';
  const input = { shopId: held.id, sessionId, text: 'hello' };
  const answer = () => system.graphql(held.agents[0]!.token, query, { input: { ...input, commandId: `answer-${round}` } });
  const lock = await holdRows(system.databases.session.app, held.id, 'SELECT 1 FROM buyer');
  const asked = Promise.all([answer(), answer(), answer()]);
  await serveOthers();
  for (const { errors } of await asked) expect(errors[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
  await lock.release();
  await eventually(async () => expect((await answer()).errors).toEqual([]));
  expect(system.process('session').pid()).toBe(before);
});

it.each<[string, string]>([
  ['its own row', 'SELECT 1 FROM shop_state'],
  ['how far it has heard its events', 'SELECT 1 FROM inbox'],
  ['the counters of its outcomes', 'SELECT 1 FROM outbox_counter'],
])('%s of one shop is held in routing: its buyer is accepted and waits, the other shops are served meanwhile', async (_, rows) => {
  const lock = await holdRows(system.databases.routing.app, held.id, rows);
  expect(lock.count).toBeGreaterThan(0);
  const { data } = await held.writes(`waits-${round}`, { id: `waits-${round}` });
  const session = data!.sendBuyerMessage.session.id;
  await serveOthers();
  expect(await held.session(session)).toMatchObject({ state: 'QUEUED' });
  await lock.release();
  await eventually(async () => expect(await held.session(session)).toMatchObject({ state: 'ACTIVE' }), { timeoutMs: 30_000 });
});
