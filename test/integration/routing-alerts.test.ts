import { newId } from '#libs/platform/process/ids';
import { createResolvers } from '#services/routing/features';
import { createExtra } from '#services/routing/request-extra';
import { kuaishou } from '#services/routing/flight/domain/example-shop';
import { staleWatch } from '#services/routing/presence/app/stale-watch';
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

const policy = { ...kuaishou, staleAfterMinutes: 10 };
const agentFields = 'id presence lastHeartbeatAt heartbeatDevice isStale';

async function beat(shop: string, agent: string, device?: string) {
  const source = `mutation ($input: HeartbeatInput!) { heartbeat(input: $input) { agent { ${agentFields} } } }`;
  const { data, refusals } = await ask(house.caller(shop, agent), source, { input: { shopId: shop, device } });
  return { agent: (data['heartbeat'] as { agent: object } | undefined)?.agent, refusals };
}

async function look(shop: string, caller = house.caller(shop, newId(), 'CS_ADMIN')) {
  const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Shop", id: $id }]) { ... on Shop {
    agents { ${agentFields} } routingAlerts { kind since cause pool group { id } buyers held agents { id } message(language: EN) remedy } } } }`;
  const { data, refusals } = await ask(caller, source, { id: shop });
  const [found] = (data['_entities'] ?? []) as ({ agents: { id: string }[]; routingAlerts: { kind: string }[] } | null)[];
  return { agents: found?.agents, alerts: found?.routingAlerts, refusals };
}

const start = async (shop: string): Promise<string> => {
  const id = newId();
  await house.engine.takeEvents([house.events.started(shop, id)]);
  return id;
};

it('RTE-60 a heartbeat is kept at most once in 30 seconds, with its device', async () => {
  const { shop, agents } = await house.openShop([5], { policy });
  const [agent] = agents as [string];
  const first = { id: agent, presence: 'ONLINE', lastHeartbeatAt: '2026-03-02T02:00:00.000Z', heartbeatDevice: 'DESKTOP', isStale: false };
  expect(await beat(shop, agent, 'DESKTOP')).toEqual({ agent: first, refusals: [] });
  house.setClock('2026-03-02T02:00:29.999Z');
  expect((await beat(shop, agent)).agent).toEqual(first);
  house.setClock('2026-03-02T02:00:30.000Z');
  expect((await beat(shop, agent)).agent).toEqual({ ...first, lastHeartbeatAt: '2026-03-02T02:00:30.000Z', heartbeatDevice: null });
});

it('RTE-58, RTE-59, RTE-60 a heartbeat that stays away changes no presence: managers are told, and buyers still come', async () => {
  const { shop, agents } = await house.openShop([5], { policy });
  const [agent] = agents as [string];
  await beat(shop, agent, 'PHONE');
  house.setClock('2026-03-02T02:09:59.999Z');
  expect((await look(shop)).alerts).toEqual([]);
  house.setClock('2026-03-02T02:10:00.000Z');
  const { agents: seen, alerts } = await look(shop);
  expect(seen).toMatchObject([{ presence: 'ONLINE', isStale: true }]);
  expect(alerts).toMatchObject([
    { kind: 'STALE_PRESENCE', since: '2026-03-02T02:10:00.000Z', agents: [{ id: agent }], pool: null, cause: null },
  ]);
  await start(shop);
  expect(await house.rows(shop, 'SELECT agent_id FROM assignment')).toEqual([{ agent_id: agent }]);
  // What a flight writes of the agent leaves its heartbeat alone, in another process too.
  await house.neighbour().takeEvents([house.events.started(shop, newId())]);
  expect((await look(shop)).agents).toMatchObject([
    { lastHeartbeatAt: '2026-03-02T02:00:00.000Z', heartbeatDevice: 'PHONE', presence: 'ONLINE' },
  ]);
  await beat(shop, agent);
  expect((await look(shop)).alerts).toEqual([]);
});

it('RTE-60 time alone makes it a fact, told once whatever processes look, and so does the next heartbeat; then what the shop no longer asks', async () => {
  const { shop, agents } = await house.openShop([5, 5], { policy });
  const [quiet, heard] = agents as [string, string];
  const told = () =>
    house.published
      .filter(({ type, value }) => type === 'stale' && value['shopId'] === shop)
      .map(({ value }) => [value['agentId'], value['isStale'], value['since']]);
  const watches = [staleWatch(house.deps), staleWatch(house.deps)];
  for (const watch of watches) watch.start();
  house.setClock('2026-03-02T02:05:00.000Z');
  await beat(shop, heard);
  house.setClock('2026-03-02T02:10:00.000Z');
  const first = [quiet, true, '2026-03-02T02:10:00.000Z'];
  await eventually(() => expect(told()).toEqual([first]));
  house.setClock('2026-03-02T02:12:00.000Z');
  await beat(shop, quiet);
  const second = [quiet, false, '2026-03-02T02:12:00.000Z'];
  await eventually(() => expect(told()).toEqual([first, second]));
  house.setClock('2026-03-02T02:15:00.000Z');
  const third = [heard, true, '2026-03-02T02:15:00.000Z'];
  await eventually(() => expect(told()).toEqual([first, second, third]));
  await house.engine.takeEvents([house.events.shop(shop, { version: 2, policy: { ...policy, staleAfterMinutes: null } })]);
  await eventually(() => expect(told()).toEqual([first, second, third, [heard, false, '2026-03-02T02:15:00.000Z']]));
  for (const watch of watches) await watch.stop();
  expect(await house.rows(shop, `SELECT kind FROM deadline WHERE kind = 'STALE_PRESENCE'`)).toEqual([]);
});

it('RTE-60 the setting is off by default: nobody is stale', async () => {
  const { shop } = await house.openShop([5]);
  house.setClock('2026-03-03T02:00:00.000Z');
  expect(await look(shop)).toMatchObject({ agents: [{ isStale: false }], alerts: [] });
});

it('STF-16, RTE-29, SES-11 agents at their limit, then a queue, are reported with their cause, what is held, and what helps', async () => {
  const { shop, agents } = await house.openShop([1]);
  const session = await start(shop);
  const saturated = { kind: 'ALL_SATURATED', since: null, pool: null, buyers: 0, held: 0, agents: [] };
  expect((await look(shop)).alerts).toMatchObject([saturated]);
  house.setClock('2026-03-02T02:01:00.000Z');
  await start(shop);
  expect((await look(shop)).alerts).toEqual([
    {
      kind: 'QUEUE_WAITING',
      since: '2026-03-02T02:01:00.000Z',
      cause: 'ALL_AT_CAPACITY',
      pool: 'ALL',
      group: null,
      buyers: 1,
      held: 0,
      agents: [],
      message: 'Buyers queue in the pool of everybody: 1. Everybody online is full.',
      remedy: '提高最大接待量(最多500),或结束已完成的会话。',
    },
    expect.objectContaining(saturated),
  ]);
  await house.engine.takeEvents([house.events.ended(shop, session)]);
  expect((await look(shop)).alerts).toMatchObject([
    { kind: 'QUEUE_WAITING', held: 1 },
    { kind: 'HELD_SLOTS_BLOCK', held: 1, agents: [{ id: agents[0] }] },
    { kind: 'ALL_SATURATED', held: 1 },
  ]);
  // The freed slot goes to the buyer who waited.
  await house.engine.takeEvents([house.events.closed(shop, session)]);
  expect((await look(shop)).alerts).toMatchObject([saturated]);
});

it('MET-23, RES-74 how full the shop is: A 1/1, B 0/4 ⇒ 0.2; who is OFFLINE is left out', async () => {
  const { shop, agents } = await house.openShop([1, 4, 5]);
  await start(shop);
  await house.rows(shop, `UPDATE agent SET presence = 'OFFLINE' WHERE account_id = '${agents[2]}'`);
  const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Shop", id: $id }]) { ... on Shop { saturation agents { load } } } }`;
  const { data } = await ask(house.caller(shop, newId()), source, { id: shop });
  const [found] = data['_entities'] as [{ saturation: number; agents: { load: number }[] }];
  const load = found.agents.reduce((sum, one) => sum + one.load, 0);
  expect([found.saturation, load]).toEqual([0.2, 1]);
  expect((await ask(house.caller(newId(), newId()), source, { id: shop })).data['_entities']).toEqual([null]);
});

it('INV-6 alerts are for managers of the shop; heartbeats for agents it knows', async () => {
  const { shop, agents } = await house.openShop([1]);
  const other = await house.openShop([1]);
  expect((await look(shop, house.caller(other.shop, newId(), 'OWNER'))).alerts).toBeUndefined();
  expect((await look(shop, house.caller(shop, agents[0]!))).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect((await beat(shop, newId())).refusals).toMatchObject([{ code: 'ACCOUNT_NOT_FOUND' }]);
  expect((await beat(shop, agents[0]!, 'x'.repeat(51))).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'device' }]);
  const { refusals } = await ask(
    house.caller(shop, newId(), 'CS_ADMIN'),
    `mutation ($id: ID!) { heartbeat(input: { shopId: $id }) { agent { id } } }`,
    { id: shop },
  );
  expect(refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
});
