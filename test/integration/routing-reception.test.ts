import { systemTrigger } from '#libs/contracts/index';
import { newId } from '#libs/platform/process/ids';
import { sweeper } from '#services/routing/flight/app/sweeper';
import { shopsToSweep } from '#services/routing/flight/store/shops-to-sweep';
import { receptionTimer } from '#services/routing/reception/app/reception-timer';
import { dueShops } from '#services/routing/reception/store/deadline-table';
import { saveGroup } from '#services/routing/rules/domain/save-rules';
import { createDatabases } from '#test/kit/databases';
import { eventually } from '#test/kit/eventually';
import { holdRows } from '#test/kit/hold-rows';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

let house: RoutingHouse;
beforeEach(async () => {
  house = await openRoutingHouse();
});
afterEach(() => house.close());

const weekly = Array.from({ length: 7 }, () => [{ start: 600, end: 1080 }]);
const outcomes = (sessionId: string) =>
  house.published.filter(({ topic, value }) => topic === 'session-routed' && value['sessionId'] === sessionId);
const types = (sessions: readonly string[]) =>
  sessions.map((session) =>
    outcomes(session)
      .map(({ type }) => type)
      .join(' '),
  );

/** Opening hours 10:00-18:00 in Shanghai (02:00-10:00 UTC), seen at 13:00. */
async function openHours(capacities: readonly number[]): Promise<string> {
  house.setClock('2026-03-02T05:00:00.000Z');
  const { shop } = await house.openShop(capacities);
  await house.engine.takeEvents([house.events.schedule(shop, { version: 1, effectiveFrom: '2026-03-01T16:00:00.000Z', weekly })]);
  return shop;
}

it('SCH-19, SCH-17 the timer closes and opens the shop by business time, wherever its copies are', async () => {
  const shop = await openHours([1]);
  const sessions = [newId(), newId(), newId()];
  const [active, queued, night] = sessions as [string, string, string];
  await house.engine.takeEvents([house.events.started(shop, active), house.events.started(shop, queued)]);
  const timer = receptionTimer(house.deps, house.neighbour());
  timer.start();
  house.setClock('2026-03-02T10:00:00.000Z');
  await eventually(() => expect(types(sessions)).toEqual(['assigned', 'queued left-message', '']));
  await house.engine.takeEvents([house.events.started(shop, night), house.events.closed(shop, active)]);
  expect(types(sessions)).toEqual(['assigned', 'queued left-message', 'left-message']);
  expect(outcomes(night)[0]?.value).toMatchObject({
    place: 'CLOSED',
    cause: 'SHOP_CLOSED',
    nextOpeningAt: '2026-03-03T02:00:00.000Z',
    closedPeriod: '2026-03-02T10:00:00.000Z',
    receptionHours: '10:00-18:00',
    scheduleVersion: 1,
  });
  house.setClock('2026-03-03T01:59:59.000Z');
  expect(await dueShops(house.deps.workerDb, house.deps.clock.now())).toEqual([]);
  house.setClock('2026-03-03T02:00:00.000Z');
  await eventually(() => expect(types(sessions)).toEqual(['assigned', 'queued left-message assigned', 'left-message queued']));
  await timer.stop();
});

it('SCH-17, SCH-19 the timer opens and closes a group by its own hours, also in a process that has read nothing yet', async () => {
  house.setClock('2026-03-02T05:00:00.000Z');
  const { shop, agents } = await house.openShop([1, 1], { policy: { routingMode: 'GROUP' } });
  const command = { kind: 'command', shopId: shop, trigger: systemTrigger(), key: null } as const;
  const groupId = newId();
  const group = { groupId: null, newId: groupId, name: '售前', members: [agents[0]!], statuses: ['UNPAID' as const] };
  await house.engine.command({ ...command, run: (change) => saveGroup(change, group) });
  const mornings = Array.from({ length: 7 }, () => [{ start: 840, end: 960 }]);
  const from = { effectiveFrom: '2026-03-01T16:00:00.000Z' };
  await house.engine.takeEvents([
    house.events.schedule(shop, { version: 1, ...from, weekly }),
    house.events.schedule(shop, { version: 2, ...from, weekly: mornings, groupId }),
  ]);
  const sessions = [newId(), newId(), newId()];
  for (const session of sessions.slice(0, 2))
    await house.engine.takeEvents([house.events.started(shop, session, { orderStatus: 'UNPAID' })]);
  expect(outcomes(sessions[0]!)[0]?.value).toMatchObject({
    ...{ place: 'CLOSED', cause: 'GROUP_CLOSED', scheduleVersion: 2, nextOpeningAt: '2026-03-02T06:00:00.000Z' },
    ...{ receptionHours: '14:00-16:00', closedPeriod: '2026-03-01T16:00:00.000Z' },
  });
  expect(await dueShops(house.deps.workerDb, new Date('2026-03-02T06:00:00.000Z'))).toEqual([shop]);
  const timer = receptionTimer(house.deps, house.neighbour());
  timer.start();
  house.setClock('2026-03-02T06:00:00.000Z');
  await eventually(() => expect(types(sessions)).toEqual(['left-message assigned', 'left-message queued', '']));
  expect(outcomes(sessions[0]!)[1]?.value).toMatchObject({ agentId: agents[0], scheduleVersion: 2, waitedMs: 0 });
  house.setClock('2026-03-02T08:00:00.000Z');
  await eventually(() => expect(types(sessions)).toEqual(['left-message assigned', 'left-message queued left-message', '']));
  await house.engine.takeEvents([house.events.started(shop, sessions[2]!)]);
  expect(outcomes(sessions[2]!)[0]).toMatchObject({ type: 'assigned', value: { agentId: agents[1] } });
  await timer.stop();
});

it('RES-52 a plan that was withdrawn never acts, whether it came in the same flight or before', async () => {
  const shop = await openHours([1]);
  const closed = (version: number) =>
    house.events.schedule(shop, { version, effectiveFrom: '2026-03-02T06:00:00.000Z', weekly: weekly.map(() => []) });
  await house.engine.takeEvents([closed(2)]);
  expect(await dueShops(house.deps.workerDb, new Date('2026-03-02T06:00:00.000Z'))).toEqual([shop]);
  await house.engine.takeEvents([house.events.withdrawn(shop, 2)]);
  await house.engine.takeEvents([closed(3), house.events.withdrawn(shop, 3)]);
  expect(await house.rows(shop, 'SELECT version FROM schedule_copy')).toEqual([{ version: 1 }]);
  expect(await dueShops(house.deps.workerDb, new Date('2026-03-02T06:00:00.000Z'))).toEqual([]);
  house.setClock('2026-03-02T06:00:00.000Z');
  const session = newId();
  await house.engine.takeEvents([house.events.started(shop, session)]);
  expect(types([session])).toEqual(['assigned']);
});

it('SCH-17 due shops are woken in the order of their due times, and a shop without hours has no deadline', async () => {
  const shop = await openHours([1]);
  const later = await openHours([1]);
  await house.engine.takeEvents([
    house.events.schedule(later, {
      version: 2,
      effectiveFrom: '2026-03-02T05:00:00.000Z',
      weekly: weekly.map(() => [{ start: 600, end: 1140 }]),
    }),
  ]);
  const always = (await house.openShop([1])).shop;
  expect(await dueShops(house.deps.workerDb, new Date('2026-03-03T00:00:00.000Z'))).toEqual([shop, later]);
  await house.engine.takeEvents([house.events.schedule(shop, { version: 2, effectiveFrom: '2026-03-02T05:00:00.000Z', weekly: null })]);
  expect(await dueShops(house.deps.workerDb, new Date('2026-03-03T00:00:00.000Z'))).toEqual([later]);
  expect(await house.rows(always, 'SELECT due_at FROM deadline')).toEqual([]);
});

it('SCH-17 1,200 left messages: more than a flight carries; all are routed, the oldest first', async () => {
  const shop = await openHours([700, 500].map((capacity) => Math.min(capacity, 500)));
  house.setClock('2026-03-02T12:00:00.000Z');
  const sessions = Array.from({ length: 1_200 }, (_, second) => ({
    id: newId(),
    openedAt: new Date(Date.UTC(2026, 2, 2, 12, 0, second)).toISOString(),
  }));
  for (let first = 0; first < 1_200; first += 400) {
    await house.engine.takeEvents(
      sessions.slice(first, first + 400).map(({ id, openedAt }) => house.events.started(shop, id, { openedAt })),
    );
  }
  house.setClock('2026-03-03T02:00:00.000Z');
  const fresh = house.neighbour();
  const arrival = newId();
  await fresh.wake([shop]);
  await fresh.takeEvents([house.events.started(shop, arrival)]);
  await fresh.idle();
  const rows = await house.rows<{ kind: string; opened_at: Date; session_id: string }>(
    shop,
    'SELECT kind, opened_at, session_id FROM waiting ORDER BY band, enqueued_at, opened_at',
  );
  expect([rows.length, new Set(rows.map(({ kind }) => kind)), rows.at(-1)?.session_id]).toEqual([201, new Set(['QUEUED']), arrival]);
  expect(rows[0]?.opened_at.toISOString()).toBe(sessions[1_000]?.openedAt);
  expect(await house.rows(shop, 'SELECT pools, sweep_due FROM shop_state')).toEqual([
    { pools: { ALL: { queued: 201, left: 0 } }, sweep_due: false },
  ]);
});

it('SCH-17 a shop that is held up stops no other from opening in time, and opens when it is let go', async () => {
  const urls = (await createDatabases(['routing'])).routing;
  const own = await openRoutingHouse(urls);
  own.setClock('2026-03-02T12:00:00.000Z');
  const shops = await Promise.all([1, 1, 1].map((capacity) => own.openShop([capacity])));
  for (const { shop } of shops)
    await own.engine.takeEvents([
      own.events.schedule(shop, { version: 1, effectiveFrom: '2026-03-01T16:00:00.000Z', weekly }),
      own.events.started(shop, newId()),
    ]);
  const held = shops[0]!.shop;
  const lock = await holdRows(urls.app, held, 'SELECT 1 FROM shop_state');
  const timer = receptionTimer(own.deps, own.neighbour());
  timer.start();
  own.setClock('2026-03-03T02:00:00.000Z');
  const assigned = () => own.published.filter(({ type }) => type === 'assigned').map(({ value }) => value['shopId']);
  const others = shops.slice(1).map(({ shop }) => shop);
  await eventually(() => expect(new Set(assigned())).toEqual(new Set(others)));
  await lock.release();
  await eventually(() => expect(assigned()).toContain(held));
  await timer.stop();
  await own.close();
});

it('RTE-28 the sweeper finds a buyer who waits beside a free agent, by the shop’s row alone', async () => {
  const { shop } = await house.openShop([1]);
  const [active, waiting] = [newId(), newId()];
  await house.engine.takeEvents([house.events.started(shop, active), house.events.started(shop, waiting)]);
  expect(await shopsToSweep(house.deps.workerDb)).toEqual([]);
  await house.rows(shop, 'UPDATE agent SET max_capacity = 2, ceiling = 2');
  await house.rows(shop, 'UPDATE shop_state SET sweep_due = true, version = version + 1');
  const worker = sweeper(house.deps, house.neighbour());
  worker.start();
  await eventually(() => expect(types([waiting])).toEqual(['queued assigned']));
  await eventually(async () => expect(await shopsToSweep(house.deps.workerDb)).toEqual([]));
  await worker.stop();
});

it('INV-6 the worker’s role sees due times, shops to sweep and what grows old, nothing else', async () => {
  await house.openShop([1]);
  for (const table of ['agent', 'waiting', 'shop_copy']) {
    const reading = house.deps.workerDb.transaction([], (tx) => tx.query({ name: `test-${table}`, text: `SELECT * FROM ${table}` }));
    await expect(reading).rejects.toThrow('permission denied');
  }
});
