import { adviceFor, isCapacity, setCapacity } from './set-capacity';
import { shopChanged } from '../../copies/domain/take-snapshots';
import { at, flight, loads, queued, settings, shopWith, start, told } from '../../flight/domain/example-shop';
import { sessionClosed } from '../../queue/domain/session-closed';

it.each([
  [1, true],
  [500, true],
  [null, true],
  [0, false],
  [501, false],
  [2.5, false],
  [-1, false],
  [Number.NaN, false],
])('RTE-25 capacity %s ⇒ %s', (value, expected) => {
  expect(isCapacity(value)).toBe(expected);
});

it('RTE-25 cap 20: at the 20th session auto-suspended, one freed ⇒ available', () => {
  const shop = shopWith({ A: { capacity: 20 } });
  flight(shop, at('10:00'), (change) => Array.from({ length: 20 }, (_, index) => start(change, `b${index}`)));
  expect(told(flight(shop, at('10:01'), (change) => start(change, 'next')))).toEqual(['next queued']);
  expect(told(flight(shop, at('10:02'), (change) => sessionClosed(change, 'b7', change.now)))).toEqual(['next A']);
});

it('RTE-25 a capacity below the load is legal: the ceiling follows the load down and no more is assigned', () => {
  const shop = shopWith({ A: { capacity: 5 } });
  flight(shop, at('10:00'), (change) => ['1', '2', '3', '4', '5', '6'].forEach((one) => start(change, one)));
  const lowered = flight(shop, at('10:01'), (change) => setCapacity(change, { agentId: 'A', maxCapacity: 2 }));
  expect(lowered.statuses).toMatchObject([{ change: { type: 'capacity', from: 5, to: 2 }, status: { load: 5, autoSuspended: true } }]);
  const ceilings = ['1', '2', '3', '4'].map((one) => {
    flight(shop, at('10:02'), (change) => sessionClosed(change, one, change.now));
    return [loads(shop)[0], shop.agents.get('A')?.ceiling, queued(shop)];
  });
  expect(ceilings).toEqual([
    ['A 4/2', 4, 1],
    ['A 3/2', 3, 1],
    ['A 2/2', 2, 1],
    ['A 2/2', 2, 0],
  ]);
});

it('RTE-25 no auto-suspend: no limit', () => {
  const shop = shopWith({ A: { capacity: 1 } });
  flight(shop, at('10:00'), (change) => ['1', '2', '3'].forEach((one) => start(change, one)));
  expect(told(flight(shop, at('10:01'), (change) => setCapacity(change, { agentId: 'A', maxCapacity: null })))).toEqual(['2 A', '3 A']);
  expect(shop.agents.get('A')).toMatchObject({ ceiling: null, maxCapacity: null });
});

it('RTE-26 loads beyond the limit count: A 6/5 receives again only at 4', () => {
  const shop = shopWith({ A: { capacity: 2 } }, { queueEnabled: false });
  flight(shop, at('10:00'), (change) => ['1', '2', '3'].forEach((one) => start(change, one)));
  expect(shop.agents.get('A')).toMatchObject({ load: 3, overLoad: 1, ceiling: 2 });
  flight(shop, at('10:01'), (change) => shopChanged(change, settings({ queueEnabled: true }, { version: 2 })));
  flight(shop, at('10:02'), (change) => sessionClosed(change, '3', change.now));
  expect([told(flight(shop, at('10:03'), (change) => start(change, '4'))), shop.agents.get('A')]).toMatchObject([
    ['4 queued'],
    { load: 2, overLoad: 0 },
  ]);
});

it('RTE-25 agents who chose none follow the policy’s default, which is told', () => {
  const shop = shopWith({ A: {}, B: { capacity: 7 } }, { defaultMaxCapacity: 200 });
  expect(loads(shop)).toEqual(['A 0/200', 'B 0/7']);
  const changed = flight(shop, at('10:00'), (change) => shopChanged(change, settings({ defaultMaxCapacity: 100 }, { version: 2 })));
  expect([loads(shop), changed.statuses.map(({ status, reason }) => [status.id, reason])]).toEqual([
    ['A 0/100', 'B 0/7'],
    [['A', 'DEFAULT_CHANGED']],
  ]);
  expect(flight(shop, at('10:01'), (change) => shopChanged(change, settings({ defaultMaxCapacity: 1 }))).statuses).toEqual([]);
});

it.each([
  ['TIKTOK_SHOP', 199, 200],
  ['TIKTOK_SHOP', 200, null],
  ['TIKTOK_SHOP', null, null],
  ['KUAISHOU', 5, null],
  [null, 5, null],
])('RTE-25 on %s a capacity of %s is advised against below %s', (preset, capacity, advised) => {
  expect(adviceFor(preset, capacity)).toBe(advised);
});
