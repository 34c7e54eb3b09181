import { at, flight, hoursVersion, loads, queued, shopWith, start, told, unload } from '../../flight/domain/example-shop';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import { scheduleChanged } from '../../copies/domain/take-snapshots';
import { setPresence } from '../../presence/domain/set-presence';
import { sessionClosed } from './session-closed';
import { sessionReturned } from './session-returned';
import { extend } from './waiting-list';

const gone = (shop: ShopState, agentId: string, time: string) =>
  flight(shop, at(time), (change) => setPresence(change, { agentId, presence: 'OFFLINE', reason: null, device: null }));

const returned = (change: ShopChange, sessionId: string, agentId: string, since: string): void =>
  sessionReturned(change, { sessionId, agentId, returnedAt: change.now, waitingSince: at(since) });

it('RES-81 a session whose agent is gone goes to another, with the time its buyer has waited', () => {
  const shop = shopWith({ A: {}, B: {} });
  flight(shop, at('10:00'), (change) => start(change, 'b1'));
  gone(shop, 'A', '10:30');
  const back = flight(shop, at('10:31'), (change) => returned(change, 'b1', 'A', '10:20'));
  expect([told(back), loads(shop)]).toEqual([['b1 B'], ['A 0/∞', 'B 1/∞']]);
  expect(back.outcomes).toMatchObject([{ revision: 2, waitedMs: 11 * 60_000, previousAgentId: 'A', route: { cause: 'EVEN' } }]);
  expect(back.placements.get('b1')?.assignment).toMatchObject({ agentId: 'B', revision: 2 });
  expect(back.placements.get('b1')?.replaced).toMatchObject([{ agentId: 'A', revision: 1, releaseReason: 'RETURNED' }]);
});

it('RES-81 nobody else has room: it queues from the time its buyer waits, before those who came later', () => {
  const shop = shopWith({ A: { capacity: 1 }, B: { capacity: 1 } });
  flight(shop, at('10:00'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
  flight(shop, at('10:10'), (change) => start(change, 'b3'));
  gone(shop, 'A', '10:20');
  const back = flight(shop, at('10:21'), (change) => returned(change, 'b1', 'A', '10:05'));
  expect([told(back), queued(shop)]).toEqual([['b1 queued'], 2]);
  expect(back.outcomes).toMatchObject([{ enqueuedAt: at('10:05'), waitedMs: 16 * 60_000 }]);
  expect(told(flight(shop, at('10:22'), (change) => sessionClosed(change, 'b2', change.now)))).toEqual(['b1 B']);
});

it('RES-81 outside the reception hours it becomes a left message', () => {
  const shop = shopWith({ A: {}, B: {} });
  const weekly = Array.from({ length: 7 }, () => [{ start: 600, end: 1080 }]);
  flight(shop, at('09:00'), (change) => scheduleChanged(change, hoursVersion(1, at('08:00'), weekly)));
  flight(shop, at('17:59'), (change) => start(change, 'b1'));
  gone(shop, 'A', '18:05');
  const back = flight(shop, at('18:06'), (change) => returned(change, 'b1', 'A', '18:00'));
  expect(told(back)).toEqual(['b1 CLOSED']);
  expect(told(flight(shop, at('10:00', 3)))).toEqual(['b1 B']);
});

it('RES-81 one that is with somebody else by now, closed, or told twice stays as it is', () => {
  const shop = shopWith({ A: {}, B: {} });
  flight(shop, at('10:00'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
  gone(shop, 'A', '10:01');
  flight(shop, at('10:02'), (change) => returned(change, 'b1', 'A', '10:00'));
  const twice = flight(shop, at('10:03'), (change) => {
    returned(change, 'b1', 'A', '10:00');
    returned(change, 'b2', 'A', '10:00');
    sessionClosed(change, 'b2', change.now);
    returned(change, 'b2', 'B', '10:00');
    returned(change, 'never heard of', 'A', '10:00');
  });
  expect([told(twice), loads(shop)]).toEqual([[], ['A 0/∞', 'B 1/∞']]);
});

it('RTE-28 it does not pass those who wait and are not in memory', () => {
  const shop = shopWith({ A: { capacity: 1 }, B: { capacity: 2, presence: 'REST' } });
  flight(shop, at('10:00'), (change) => ['b1', 'b2', 'b3'].forEach((one) => start(change, one)));
  const unloaded = unload(shop, 'ALL');
  gone(shop, 'A', '10:20');
  const back = flight(shop, at('10:21'), (change) => {
    setPresence(change, { agentId: 'B', presence: 'ONLINE', reason: null, device: null });
    returned(change, 'b1', 'A', '10:05');
  });
  expect([told(back), back.outcomes[0]?.route.rule]).toEqual([['b1 queued'], 'RTE-28']);
  // The store loads all of them, in order.
  extend(shop.pools.get('ALL')!.queue, [...unloaded, back.placements.get('b1')!.waiting!]);
  expect([told(flight(shop, at('10:22'))), queued(shop)]).toEqual([['b2 B', 'b3 B'], 1]);
});
