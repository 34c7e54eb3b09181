import { readings } from '#libs/platform/telemetry/readings';
import { newId } from '#libs/platform/process/ids';
import { createResolvers } from '#services/routing/features';
import { checkEstimates } from '#services/routing/queue/app/check-estimates';
import { createExtra } from '#services/routing/request-extra';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { eventually } from '#test/kit/eventually';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

let house: RoutingHouse;
let ask: Ask;
beforeAll(async () => {
  house = await openRoutingHouse();
  ask = askSubgraph('routing', createResolvers(house.deps, house.engine), createExtra(house.deps));
});
afterAll(() => house.close());
beforeEach(() => house.setClock('2026-03-02T02:00:00.000Z'));

async function estimateOf(shop: string, session: string): Promise<unknown> {
  const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Session", id: $id }]) { ... on Session { estimatedWaitSeconds } } }`;
  const { data, refusals } = await ask(house.caller(shop, newId()), source, { id: session });
  expect(refusals).toEqual([]);
  return (data['_entities'] as { estimatedWaitSeconds: unknown }[])[0]!.estimatedWaitSeconds;
}

const start = async (shop: string, sessions: readonly string[], engine = house.engine): Promise<void> =>
  void (await engine.takeEvents(sessions.map((id) => house.events.started(shop, id))));
const close = async (shop: string, session: string): Promise<void> =>
  void (await house.engine.takeEvents([house.events.closed(shop, session)]));

/** A shop of one slot in which three sessions of 60 s have ended; another one has the slot, and two wait behind it. */
async function busyShop(): Promise<{ shop: string; agents: string[]; waiting: [string, string] }> {
  const { shop, agents } = await house.openShop([1]);
  const ids = Array.from({ length: 4 }, () => newId());
  const waiting: [string, string] = [newId(), newId()];
  await start(shop, [...ids, ...waiting]);
  for (const [index, id] of ids.slice(0, 3).entries()) {
    house.setClock(`2026-03-02T02:0${index + 1}:00.000Z`);
    await close(shop, id);
  }
  return { shop, agents, waiting };
}

it('RTE-27 what is still to wait follows from the position and how long slots were occupied in the last hour', async () => {
  const { shop, waiting } = await busyShop();
  expect([await estimateOf(shop, waiting[0]), await estimateOf(shop, waiting[1])]).toEqual([60, 120]);
  house.setClock('2026-03-02T03:03:00.001Z');
  expect(await estimateOf(shop, waiting[0])).toBeNull();
});

it('RTE-27 nothing is said of who does not queue, while nobody is ONLINE, nor of another shop’s session', async () => {
  const { shop, agents, waiting } = await busyShop();
  expect(await estimateOf(shop, newId())).toBeNull();
  expect(await estimateOf((await house.openShop([1])).shop, waiting[0])).toBeNull();
  await house.engine.takeEvents([house.events.account(shop, agents[0]!, { version: 2, noRouting: true })]);
  expect(await estimateOf(shop, waiting[0])).toBeNull();
});

it('RTE-27 a wait is held against what was estimated for it, also where another process assigns the buyer', async () => {
  const { shop, waiting } = await busyShop();
  const check = checkEstimates(house.deps, house.engine);
  await check.start();
  const buyer = newId();
  await start(shop, [buyer]);
  await eventually(async () => expect(await estimateOf(shop, buyer)).toBe(180));
  const [inSlot] = await house.rows<{ session_id: string }>(shop, 'SELECT session_id FROM assignment WHERE released_at IS NULL');
  house.setClock('2026-03-02T02:07:00.000Z');
  for (const id of [inSlot!.session_id, ...waiting]) await house.neighbour().takeEvents([house.events.closed(shop, id)]);
  const errors = (text: string): string[] =>
    text.split('\n').filter((line) => line.startsWith('jiedai_wait_estimate_error_seconds_sum{estimate="short"'));
  await eventually(async () => expect(errors(await readings(0)).map((line) => Number(line.split(' ').at(-1)))).toEqual([60]));
  await check.stop();
});
