import { newId } from '#libs/platform/process/ids';
import { tellAlerts } from '#services/routing/alerts/app/tell-alerts';
import { kuaishou } from '#services/routing/flight/domain/example-shop';
import { staleWatch } from '#services/routing/presence/app/stale-watch';
import { setPresence } from '#services/routing/presence/domain/set-presence';
import { eventually } from '#test/kit/eventually';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

/* Three processes look at alerts; one of them is replaced now and then. */

let house: RoutingHouse;
let watches: ReturnType<typeof tellAlerts>[];
const watch = () => {
  const started = tellAlerts(house.deps);
  started.start();
  return started;
};
beforeAll(async () => {
  house = await openRoutingHouse();
  watches = [watch(), watch(), watch()];
});
afterAll(async () => {
  await Promise.all(watches.map((each) => each.stop()));
  await house.close();
});
beforeEach(() => house.setClock('2026-03-02T02:00:00.000Z'));

const start = async (shop: string): Promise<string> => {
  const id = newId();
  await house.engine.takeEvents([house.events.started(shop, id)]);
  return id;
};

/** What was told of a shop, in order. */
const told = (shop: string): string[] =>
  house.published
    .filter(({ type, value }) => type.startsWith('alert-') && value['shopId'] === shop)
    .map(({ type, value }) => `${type === 'alert-raised' ? '+' : '-'} ${String(value['key'])}`);

const toldNow = (shop: string, expected: readonly string[]): Promise<void> => eventually(() => expect(told(shop)).toEqual(expected));

it('STF-16, MET-23, RTE-29, SES-11 everybody full, then a queue: each raised once and cleared once, by processes that come and go', async () => {
  const { shop } = await house.openShop([1]);
  const session = await start(shop);
  await toldNow(shop, ['+ ALL_SATURATED']);
  await watches[0]!.stop();
  watches[0] = watch();
  const waits = await start(shop);
  await toldNow(shop, ['+ ALL_SATURATED', '+ QUEUE_WAITING ALL']);
  const [, queue] = house.published.filter(({ type, value }) => type === 'alert-raised' && value['shopId'] === shop);
  expect(queue!.value).toMatchObject({
    ...{ grade: 'WARNING', cause: 'ALL_AT_CAPACITY', pool: 'ALL', buyers: 1, agentIds: [] },
    message: {
      ZH_CN: '“全部”有1位买家在排队:在线客服均已满载。',
      EN: 'Buyers queue in the pool of everybody: 1. Everybody online is full.',
    },
    remedy: { EN: 'Raise the capacity (up to 500), or end sessions that are finished.' },
  });
  await start(shop);
  await house.engine.takeEvents([house.events.ended(shop, session)]);
  const before = ['+ ALL_SATURATED', '+ QUEUE_WAITING ALL', '+ HELD_SLOTS_BLOCK ALL'];
  await toldNow(shop, before);
  await house.engine.takeEvents([house.events.closed(shop, session)]);
  await toldNow(shop, [...before, '- HELD_SLOTS_BLOCK ALL']);
  await house.engine.takeEvents([house.events.closed(shop, waits)]);
  await toldNow(shop, [...before, '- HELD_SLOTS_BLOCK ALL', '- QUEUE_WAITING ALL']);
});

it('STF-14 nobody online in reception hours is told, and over with the first who comes; closed shops tell nothing', async () => {
  const { shop, agents } = await house.openShop([5]);
  const be = (presence: 'ONLINE' | 'OFFLINE') =>
    house.engine.command({
      ...{ kind: 'command', shopId: shop, key: null, trigger: { actor: { kind: 'SYSTEM', id: null }, causeId: null, traceparent: null } },
      run: (change) => setPresence(change, { agentId: agents[0]!, presence, reason: null, device: null }),
    });
  await be('OFFLINE');
  await toldNow(shop, ['+ NOBODY_ONLINE']);
  await be('ONLINE');
  await toldNow(shop, ['+ NOBODY_ONLINE', '- NOBODY_ONLINE']);
  const [raised, cleared] = house.published.filter(({ type, value }) => type.startsWith('alert-') && value['shopId'] === shop);
  expect([raised!.value['grade'], cleared!.value['alertId']]).toEqual(['BREACH', raised!.value['alertId']]);
  const nights = [0, 1, 2, 3, 4, 5, 6].map(() => []);
  await house.engine.takeEvents([house.events.schedule(shop, { version: 1, effectiveFrom: '2026-03-01T00:00:00.000Z', weekly: nights })]);
  await be('OFFLINE');
  const quiet = await house.openShop([1]);
  await start(quiet.shop);
  await toldNow(quiet.shop, ['+ ALL_SATURATED']);
  expect(told(shop).length).toBe(2);
});

it('RTE-60 stale presence is told once for all agents, and over with the last of them, though no flight changes the shop', async () => {
  const { shop, agents } = await house.openShop([5], { policy: { ...kuaishou, staleAfterMinutes: 10 } });
  const stale = staleWatch(house.deps);
  stale.start();
  await house.rows(shop, `UPDATE agent SET last_heartbeat_at = '2026-03-02T02:00:00Z'`);
  house.setClock('2026-03-02T02:10:00.000Z');
  await toldNow(shop, ['+ STALE_PRESENCE']);
  const [raised] = house.published.filter(({ type, value }) => type === 'alert-raised' && value['shopId'] === shop);
  expect(raised!.value['agentIds']).toEqual(agents);
  await house.rows(shop, `UPDATE agent SET last_heartbeat_at = '2026-03-02T02:10:00Z'`);
  house.setClock('2026-03-02T02:10:30.000Z');
  await toldNow(shop, ['+ STALE_PRESENCE', '- STALE_PRESENCE']);
  await stale.stop();
});

it('RTE-29 a shop in order is looked at by nobody', async () => {
  const { shop } = await house.openShop([5]);
  await start(shop);
  expect(await house.rows(shop, 'SELECT amiss FROM shop_state')).toEqual([{ amiss: null }]);
  const { shop: full } = await house.openShop([1]);
  await start(full);
  await toldNow(full, ['+ ALL_SATURATED']);
  expect(await house.rows(shop, 'SELECT open FROM told_alerts')).toEqual([]);
});
