import { createResolvers } from '#services/routing/features';
import { newId } from '#libs/platform/process/ids';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

let house: RoutingHouse;
beforeAll(async () => {
  house = await openRoutingHouse();
});
afterAll(() => house.close());

const by = (shop: string, account: string | null) => ({ caller: house.caller(shop, account), traceparent: null });

/** A mutation as the graph calls it; answers its agent. */
async function mutate(
  operation: 'setPresence' | 'setCapacity',
  engine: RoutingHouse['engine'],
  caller: ReturnType<typeof by>,
  input: object,
): Promise<Record<string, unknown>> {
  const resolver = createResolvers(house.deps, engine).Mutation?.[operation] as unknown as (
    root: unknown,
    args: { input: object },
    context: object,
  ) => Promise<{ agent: Record<string, unknown> }>;
  return (await resolver(null, { input }, caller)).agent;
}
const commandPresence = (engine: RoutingHouse['engine'], caller: ReturnType<typeof by>, input: object) =>
  mutate('setPresence', engine, caller, input);
const commandCapacity = (engine: RoutingHouse['engine'], caller: ReturnType<typeof by>, input: object) =>
  mutate('setCapacity', engine, caller, input);
const statuses = (agentId: string) =>
  house.published.filter(({ topic, value }) => topic === 'agent-status-changed' && value['agentId'] === agentId);

it('RTE-57 an agent changes the own presence; it is told with the shop’s version', async () => {
  const { shop, agents } = await house.openShop([5]);
  const [agent] = agents;
  const view = await commandPresence(house.engine, by(shop, agent!), {
    shopId: shop,
    presence: 'REST',
    reason: 'lunch',
    device: 'DESKTOP',
  });
  expect(view).toMatchObject({ id: agent, presence: 'REST', presenceSince: '2026-03-02T02:00:00.000Z', maxCapacity: 5 });
  expect(statuses(agent!).at(-1)).toMatchObject({
    type: 'presence',
    value: { from: 'ONLINE', to: 'REST', reason: 'lunch', device: 'DESKTOP', presence: 'REST', actor: { kind: 'ACCOUNT', id: agent } },
  });
});

it.each([0, 501, 2.5, -1])('RTE-25 capacity %s ⇒ CAPACITY_RANGE, nothing is stored', async (maxCapacity) => {
  const { shop, agents } = await house.openShop([5]);
  const setting = commandCapacity(house.engine, by(shop, agents[0]!), { shopId: shop, maxCapacity });
  await expect(setting).rejects.toMatchObject({ code: 'CAPACITY_RANGE', field: 'maxCapacity', message: 'This is no maximum capacity.' });
  expect(await house.rows(shop, 'SELECT max_capacity FROM agent')).toEqual([{ max_capacity: 5 }]);
});

it('RTE-25 capacity 500, and null for no auto-suspend', async () => {
  const { shop, agents } = await house.openShop([5]);
  expect(await commandCapacity(house.engine, by(shop, agents[0]!), { shopId: shop, maxCapacity: 500 })).toMatchObject({ maxCapacity: 500 });
  expect(await commandCapacity(house.engine, by(shop, agents[0]!), { shopId: shop, maxCapacity: null })).toMatchObject({
    maxCapacity: null,
  });
});

it('INV-2 lowered below the load: the table’s ceiling follows, and the table refuses a load no rule allows', async () => {
  const { shop, agents } = await house.openShop([3]);
  await house.engine.takeEvents([newId(), newId(), newId()].map((session) => house.events.started(shop, session)));
  await commandCapacity(house.engine, by(shop, agents[0]!), { shopId: shop, maxCapacity: 1 });
  expect(await house.rows(shop, 'SELECT ceiling, normal_load, max_capacity FROM agent')).toEqual([
    { ceiling: 3, normal_load: 3, max_capacity: 1 },
  ]);
  await expect(house.rows(shop, 'UPDATE agent SET normal_load = 4')).rejects.toMatchObject({ constraint: 'agent_ceiling' });
});

it('INV-3 the same commandId and input ⇒ the first result; another input ⇒ COMMAND_ID_REUSED', async () => {
  const { shop, agents } = await house.openShop([5]);
  const input = { shopId: shop, presence: 'REST' as const, commandId: 'c1' };
  const [first, second] = await Promise.all([1, 2].map(() => commandPresence(house.engine, by(shop, agents[0]!), input)));
  await commandPresence(house.engine, by(shop, agents[0]!), { shopId: shop, presence: 'ONLINE' });
  const third = await commandPresence(house.neighbour(), by(shop, agents[0]!), input);
  expect([second, third]).toEqual([first, first]);
  expect(statuses(agents[0]!).filter(({ value }) => value['to'] === 'REST')).toHaveLength(1);
  const other = commandPresence(house.engine, by(shop, agents[0]!), { ...input, presence: 'OFFLINE' });
  await expect(other).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED' });
});

it('PRM-7 a refused command answers for itself, its id stays unused, and its neighbours fly on', async () => {
  const { shop, agents } = await house.openShop([5, 5]);
  const [a, b] = agents as [string, string];
  await house.engine.takeEvents([house.events.account(shop, a, { version: 2, imEnabled: false })]);
  const input = { shopId: shop, presence: 'ONLINE' as const, commandId: 'try' };
  const [refused, done] = await Promise.allSettled([
    commandPresence(house.engine, by(shop, a), input),
    commandPresence(house.engine, by(shop, b), { shopId: shop, presence: 'REST' }),
  ]);
  expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'IM_NOT_ENABLED', field: 'agentId' } });
  expect(done).toMatchObject({ status: 'fulfilled', value: { presence: 'REST' } });
  await house.engine.takeEvents([house.events.account(shop, a, { version: 3 })]);
  expect(await commandPresence(house.engine, by(shop, a), input)).toMatchObject({ presence: 'ONLINE' });
});

it('PRM-7 acts on the next request: whom the gateway calls without IM permission may only go OFFLINE, whatever is known here', async () => {
  const { shop, agents } = await house.openShop([5]);
  const closed = { ...by(shop, agents[0]!), caller: { ...house.caller(shop, agents[0]!), imEnabled: false } };
  for (const presence of ['ONLINE', 'REST', 'SUSPENDED'])
    await expect(commandPresence(house.engine, closed, { shopId: shop, presence })).rejects.toMatchObject({ code: 'IM_NOT_ENABLED' });
  expect(await commandPresence(house.engine, closed, { shopId: shop, presence: 'OFFLINE' })).toMatchObject({ presence: 'OFFLINE' });
});

it('PRM-7 who has just been given the permission waits for the news of it', async () => {
  const { shop, agents } = await house.openShop([5]);
  await house.engine.takeEvents([house.events.account(shop, agents[0]!, { version: 2, imEnabled: false })]);
  const asked = commandPresence(house.engine, by(shop, agents[0]!), { shopId: shop, presence: 'REST' });
  await house.engine.takeEvents([house.events.account(shop, agents[0]!, { version: 3, imEnabled: true })]);
  expect(await asked).toMatchObject({ presence: 'REST' });
});

it('PRM-4 an account without the role AGENT is refused with its field', async () => {
  const { shop } = await house.openShop([5]);
  const operations = newId();
  await house.engine.takeEvents([house.events.account(shop, operations, { roles: ['OPERATIONS'] })]);
  const command = commandPresence(house.engine, by(shop, operations), { shopId: shop, presence: 'ONLINE' });
  await expect(command).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'agentId' });
});

it('INV-6 a foreign shop, and a shop or account nobody has heard of', async () => {
  const { shop } = await house.openShop([5]);
  const stranger = newId();
  const foreign = commandPresence(house.engine, by(newId(), stranger), { shopId: shop, presence: 'ONLINE' });
  await expect(foreign).rejects.toMatchObject({ code: 'SHOP_NOT_FOUND' });
  const [account, unknown] = await Promise.allSettled([
    commandPresence(house.engine, by(shop, stranger), { shopId: shop, presence: 'ONLINE' }),
    (async () => {
      const nowhere = newId();
      await commandPresence(house.engine, by(nowhere, stranger), { shopId: nowhere, presence: 'ONLINE' });
    })(),
  ]);
  expect(account).toMatchObject({ reason: { code: 'ACCOUNT_NOT_FOUND', retryable: true } });
  expect(unknown).toMatchObject({ reason: { code: 'SHOP_NOT_FOUND', retryable: true } });
});

it('a command waits for an account whose snapshot is on its way', async () => {
  const { shop } = await house.openShop([5]);
  const newcomer = newId();
  const waiting = commandPresence(house.engine, by(shop, newcomer), { shopId: shop, presence: 'ONLINE' });
  await house.engine.wake([shop]);
  await house.engine.takeEvents([house.events.account(shop, newcomer)]);
  expect(await waiting).toMatchObject({ id: newcomer, presence: 'ONLINE' });
});

it.each([
  ['a wrong enum', { presence: 'AWAY' }, 'presence'],
  ['an unknown field', { presence: 'REST', mood: 'good' }, ''],
  ['an id that cannot be one', { presence: 'REST', agentId: 'x' }, 'agentId'],
])('INV-6 %s is refused with its field', async (_case, input, field) => {
  const { shop, agents } = await house.openShop([5]);
  await expect(commandPresence(house.engine, by(shop, agents[0]!), { shopId: shop, ...input })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    field,
  });
});
