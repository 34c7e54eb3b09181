import { boardQuery } from '#gateway/board-query';
import { services } from '#libs/platform/process/services';
import { eventually } from '#test/kit/eventually';
import { openShop, type TestShop } from '#test/kit/open-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: TestShop;

beforeAll(async () => {
  system = await startSystem({ ownDatabaseServer: true });
  shop = await openShop(system, { agents: 2 });
  // A broker that goes down at once would keep the shop's own opening from the session service.
  await assigned(await accepted('first', 'first'));
});

afterAll(() => system.stop());

const pids = (): (number | undefined)[] => [...services, 'gateway' as const].map((name) => system.process(name).pid());

/** Sends until it is accepted, as a client would: the same channel message id each time. */
const accepted = (buyer: string, id: string): Promise<string> =>
  eventually(
    async () => {
      // Routing may be the one that is down: its part of the answer is null then, and the message is stored all the same.
      const { data, errors } = await shop.writes(buyer, { id });
      if (!data) throw new Error(JSON.stringify(errors));
      return data.sendBuyerMessage.session.id;
    },
    { timeoutMs: 30_000 },
  );

const assigned = (sessionId: string): Promise<void> =>
  eventually(async () => expect(await shop.session(sessionId)).toMatchObject({ state: 'ACTIVE', routing: { outcome: 'ASSIGNED' } }), {
    timeoutMs: 30_000,
  });

it('broker down: buyers are still accepted, and routed when it returns', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `broker-${index}`);
  await system.broker.stop();
  const sessions = await Promise.all(names.map((name) => accepted(name, name))).finally(() => system.broker.start());
  await Promise.all(sessions.map(assigned));
  expect(new Set(sessions).size).toBe(20);
});

it('database down: a clear refusal that may be repeated, no process ends, and all goes on when it returns', async () => {
  const before = pids();
  await system.databaseServer!.stop();
  const { errors } = await shop.writes('database-1', { id: 'database-1' });
  expect(errors[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
  await system.databaseServer!.start();
  const sessions = await Promise.all([1, 2, 3].map(() => accepted('database-1', 'database-1')));
  await assigned(sessions[0]!);
  expect([new Set(sessions).size, pids()]).toEqual([1, before]);
});

it('database down at the start of a service: it waits, answers SERVICE_UNAVAILABLE, and opens by itself', async () => {
  await system.process('session').stop();
  await system.databaseServer!.stop();
  const started = system.process('session').start();
  await eventually(async () => {
    const { errors } = await shop.writes('late-1', { id: 'late-1' });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('starting') as unknown,
      extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true },
    });
  });
  await system.databaseServer!.start();
  await started;
  await assigned(await accepted('late-1', 'late-1'));
});

it.each(['metrics', 'schedule'] as const)(
  'one subgraph down (%s): the rest of the Board answers, and no address is told',
  async (service) => {
    await system.process(service).stop();
    const { data, errors } = await system.graphql<{ shop: Record<string, unknown> }>(shop.owner, boardQuery, { shop: shop.id });
    expect(data?.shop).toMatchObject({ name: 'Test shop', queue: { length: 0 }, [service === 'metrics' ? 'metrics' : 'reception']: null });
    expect(errors[0]).toMatchObject({
      message: `The ${service} service is not available at the moment; try again.`,
      extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true },
    });
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|ECONN/);
    await system.process(service).start();
  },
);

it.each(['session', 'routing', 'metrics'] as const)(
  'kill -9 of %s in the middle of traffic: every accepted buyer is assigned once',
  async (service) => {
    const names = Array.from({ length: 40 }, (_, index) => `kill-${service}-${index}`);
    const sent = names.map((name) => accepted(name, name));
    await Promise.race(sent);
    system.process(service).kill();
    const sessions = await Promise.all(sent);
    await system.process(service).ready();
    await Promise.all(sessions.map(assigned));
    expect(new Set(sessions).size).toBe(names.length);
  },
);

it('a routing process that was frozen while another worked finds the present state when it wakes up', async () => {
  const [first, second] = [system.process('routing'), await system.addCopy('routing')];
  const names = Array.from({ length: 30 }, (_, index) => `frozen-${index}`);
  const sent = names.map((name) => accepted(name, name));
  await Promise.race(sent);
  first.freeze();
  const sessions = await Promise.all(sent);
  first.thaw();
  await Promise.all(sessions.map(assigned));
  await second.stop();
  const { data } = await system.graphql<{ shop: { agents: { load: number }[] } }>(
    shop.owner,
    'query($shop: ID!) { shop(id: $shop) { agents { load } } }',
    { shop: shop.id },
  );
  const total = await system.graphql<{ shop: { sessions: { totalCount: number } } }>(
    shop.owner,
    'query($shop: ID!) { shop(id: $shop) { sessions(first: 1) { totalCount } } }',
    { shop: shop.id },
  );
  expect(data!.shop.agents.reduce((sum, agent) => sum + agent.load, 0)).toBe(total.data!.shop.sessions.totalCount);
});
