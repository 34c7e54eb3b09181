import { newId } from '#libs/platform/process/ids';
import { readings } from '#libs/platform/telemetry/readings';
import { createResolvers } from '#services/routing/features';
import { sweeper } from '#services/routing/flight/app/sweeper';
import { kuaishou } from '#services/routing/flight/domain/example-shop';
import { lookAtShops } from '#services/routing/starvation/store/look-at-shops';
import { createExtra } from '#services/routing/request-extra';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { eventually } from '#test/kit/eventually';
import { holdRows } from '#test/kit/hold-rows';
import { createDatabases } from '#test/kit/databases';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

/* Buyers are made to starve behind the service's back: in its database, with three processes that watch. */

let house: RoutingHouse;
let ask: Ask;
let appUrl: string;
let watches: ReturnType<typeof sweeper>[];

beforeAll(async () => {
  const { routing } = await createDatabases(['routing']);
  appUrl = routing.app;
  house = await openRoutingHouse(routing);
  ask = askSubgraph('routing', createResolvers(house.deps, house.engine), createExtra(house.deps));
  watches = [house.engine, house.neighbour(), house.neighbour()].map((engine) => sweeper(house.deps, engine));
  watches.forEach((watch) => watch.start());
});
afterAll(async () => {
  await Promise.all(watches.map((watch) => watch.stop()));
  await house.close();
});

const start = async (shop: string, facts: Parameters<RoutingHouse['events']['started']>[2] = {}): Promise<string> => {
  const id = newId();
  await house.engine.takeEvents([house.events.started(shop, id, facts)]);
  return id;
};

const alertsOf = async (shop: string) => {
  const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Shop", id: $id }]) { ... on Shop {
    routingAlerts { kind pool blockedBy buyers agents { id } message(language: EN) } } } }`;
  const { data } = await ask(house.caller(shop, newId(), 'CS_ADMIN'), source, { id: shop });
  const [found] = data['_entities'] as { routingAlerts: { kind: string }[] }[];
  return found!.routingAlerts.filter(({ kind }) => kind === 'BUYER_STARVED');
};

const counted = async (reason: string): Promise<number> => {
  const text = await readings(0);
  return Number(new RegExp(`^jiedai_starved_buyers_total\\{.*reason="${reason}".*\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
};

const agentOf = async (shop: string, session: string): Promise<string | undefined> =>
  (
    await house.rows<{ agent_id: string }>(shop, `SELECT agent_id FROM assignment WHERE session_id = '${session}' AND released_at IS NULL`)
  )[0]?.agent_id;

/** Within the two seconds that a buyer may wait beside a free agent, with some for slow machines. */
const soon = { timeoutMs: 4_000 };

it.each<[string, string, string]>([
  [
    'WRONG_LOAD',
    'a slot that was freed in the rows only',
    `UPDATE assignment SET released_at = now(), release_reason = 'CLOSED' WHERE released_at IS NULL`,
  ],
  ['NOT_NOTICED', 'a capacity that was raised without a flight', 'UPDATE agent SET max_capacity = 2, ceiling = 2'],
])('RTE-28 %s %s: the buyer who waits is helped within 2 s, the alert and the counter tell it once', async (reason, _, fault) => {
  const { shop, agents } = await house.openShop([1]);
  await start(shop);
  const waits = await start(shop);
  const before = await counted(reason);
  await house.rows(shop, fault);
  await eventually(async () => expect(await agentOf(shop, waits)).toBe(agents[0]), soon);
  expect(await alertsOf(shop)).toEqual([
    { kind: 'BUYER_STARVED', pool: 'ALL', blockedBy: reason, buyers: 0, agents: [{ id: agents[0] }], message: expect.any(String) },
  ]);
  expect(await counted(reason)).toBe(before + 1);
  const [row] = await house.rows<object>(
    shop,
    'SELECT normal_load, (SELECT count(*)::int FROM assignment WHERE released_at IS NULL) FROM agent',
  );
  expect(row).toMatchObject({ normal_load: reason === 'WRONG_LOAD' ? 1 : 2, count: reason === 'WRONG_LOAD' ? 1 : 2 });
});

it('RTE-28 WRONG_COUNT buyers whom the counts of their shop have forgotten are found by their rows, in each pool', async () => {
  const group = { members: [], statuses: ['UNPAID' as const], crowds: [] };
  const { shop, agents } = await house.openShop([1, 1], { policy: { ...kuaishou, routingMode: 'GROUP' } });
  const rules = JSON.stringify([{ ...group, id: newId(), name: 'G', members: [agents[0]] }]);
  await house.rows(shop, `INSERT INTO routing_rules (shop_id, version, offline_agents, groups) VALUES ('${shop}', 1, '[]', '${rules}')`);
  await house.rows(shop, 'UPDATE shop_state SET version = version + 1');
  const first = await start(shop, { orderStatus: 'UNPAID' });
  const second = await start(shop);
  const [unpaid, other] = [await start(shop, { orderStatus: 'UNPAID' }), await start(shop)];
  expect(await house.rows(shop, 'SELECT DISTINCT pool FROM waiting ORDER BY 1')).toEqual([{ pool: 'ALL' }, { pool: 'UNPAID' }]);
  const before = await counted('WRONG_COUNT');
  await house.rows(shop, `UPDATE shop_state SET pools = '{}', version = version + 1`);
  await house.engine.takeEvents([house.events.closed(shop, first), house.events.closed(shop, second)]);
  await eventually(async () => expect([await agentOf(shop, unpaid), await agentOf(shop, other)]).not.toContain(undefined), soon);
  expect(await agentOf(shop, unpaid)).toBe(agents[0]);
  expect((await alertsOf(shop)).length).toBe(2);
  expect(await counted('WRONG_COUNT')).toBe(before + 2);
  expect(await house.rows(shop, `SELECT id FROM shop_state WHERE pools <> '{}'`)).toEqual([]);
});

it('RTE-28 HELD_UP while somebody holds the row of the shop, the alert says so; when it is let go the buyer is helped', async () => {
  const { shop, agents } = await house.openShop([1]);
  await start(shop);
  const waits = await start(shop);
  const lock = await holdRows(appUrl, shop, 'SELECT 1 FROM shop_state');
  await house.rows(shop, 'UPDATE agent SET max_capacity = 2, ceiling = 2');
  await eventually(async () => expect(await alertsOf(shop)).toMatchObject([{ blockedBy: 'HELD_UP', buyers: 1 }]), soon);
  expect(await agentOf(shop, waits)).toBeUndefined();
  await lock.release();
  await eventually(async () => expect(await agentOf(shop, waits)).toBe(agents[0]), soon);
  expect(await alertsOf(shop)).toMatchObject([{ blockedBy: 'NOT_NOTICED', buyers: 0 }]);
});

it('RTE-28 who waits because nobody has room, or only others have, or the shop is closed, does not starve', async () => {
  const full = await house.openShop([1]);
  await start(full.shop);
  await start(full.shop);
  const closed = await house.openShop([null], { holidayMode: { from: '2026-03-01T00:00:00.000Z', to: null } });
  await start(closed.shop);
  const resting = await house.openShop([1]);
  await house.rows(resting.shop, `UPDATE agent SET presence = 'REST'`);
  await house.rows(resting.shop, 'UPDATE shop_state SET version = version + 1');
  await start(resting.shop);
  const shops = [full.shop, closed.shop, resting.shop];
  for (const shop of shops) expect(await house.rows(shop, 'SELECT 1 FROM waiting')).toHaveLength(1);
  expect(await lookAtShops(house.deps.db, shops, house.deps.clock.now(), [])).toEqual([]);
  for (const shop of shops) expect(await alertsOf(shop)).toEqual([]);
});
