import { deleteOlder } from '#libs/service/retention';
import { newId } from '#libs/platform/process/ids';
import { routingRetention } from '#services/routing/flight/app/retention';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

let house: RoutingHouse;
beforeAll(async () => {
  house = await openRoutingHouse();
});
afterAll(() => house.close());

const count = (shop: string, table: string) =>
  house.rows<{ session_id: string }>(shop, `SELECT DISTINCT session_id FROM ${table} ORDER BY session_id`);

it('decisions, assignments and tombstones of sessions that are over are deleted when they are old; those of open ones stay', async () => {
  const { shop } = await house.openShop([1]);
  const [over, live, waiting, stray] = [newId(), newId(), newId(), newId()];
  await house.engine.takeEvents([house.events.started(shop, over)]);
  await house.engine.takeEvents([house.events.closed(shop, over), house.events.closed(shop, stray)]);
  await house.engine.takeEvents([house.events.started(shop, live), house.events.started(shop, waiting)]);
  const nextDay = new Date('2026-03-03T02:00:00.000Z');
  for (const retained of routingRetention) expect(await deleteOlder(house.deps.workerDb, retained, nextDay)).toBe(1);
  const open = [live, waiting].sort().map((session_id) => ({ session_id }));
  expect([await count(shop, 'decision'), await count(shop, 'assignment'), await count(shop, 'tombstone')]).toEqual([
    open,
    [{ session_id: live }],
    [],
  ]);
});
