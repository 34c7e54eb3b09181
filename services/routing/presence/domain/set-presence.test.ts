import { accountChanged } from '../../copies/domain/take-snapshots';
import { at, flight, loads, shopWith, start, told } from '../../flight/domain/example-shop';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import { rankingCount } from '../../decision/domain/rank-agents';
import { setPresence } from './set-presence';
import { sessionEnded } from '../../queue/domain/session-ended';
import type { Presence } from './agent';

const to = (change: ShopChange, agentId: string, presence: Presence) =>
  setPresence(change, { agentId, presence, reason: 'lunch', device: 'DESKTOP' });
const facts = { version: 2, hasAgentRole: true, imEnabled: true, noRouting: false, active: true };

it('RTE-57 REST and SUSPENDED keep their sessions and receive no new ones', () => {
  const shop = shopWith({ A: {}, B: {} });
  flight(shop, at('10:00'), (change) => start(change, 'b1'));
  flight(shop, at('10:01'), (change) => to(change, 'A', 'REST'));
  expect(told(flight(shop, at('10:02'), (change) => ['b2', 'b3'].forEach((one) => start(change, one))))).toEqual(['b2 B', 'b3 B']);
  flight(shop, at('10:03'), (change) => to(change, 'B', 'SUSPENDED'));
  expect([told(flight(shop, at('10:04'), (change) => start(change, 'b4'))), loads(shop)]).toEqual([['b4 queued'], ['A 1/∞', 'B 2/∞']]);
});

it('RTE-5 A 40, B 41, C logs in: counted as 40; the next two buyers ⇒ C, then A', () => {
  const shop = shopWith({ A: {}, B: {}, C: { presence: 'OFFLINE' } });
  flight(shop, at('10:00'), (change) => Array.from({ length: 81 }, (_, index) => start(change, `s${index}`)));
  expect([shop.agents.get('A')?.assignedToday, shop.agents.get('B')?.assignedToday]).toEqual([41, 40]);
  flight(shop, at('12:00'), (change) => to(change, 'C', 'ONLINE'));
  expect(counts(shop, 'C')).toEqual({ assignedToday: 0, ranking: 40 });
  expect(told(flight(shop, at('12:01'), (change) => ['b1', 'b2'].forEach((one) => start(change, one))))).toEqual(['b1 C', 'b2 B']);
});

/** What is shown and what ranks. */
function counts(shop: ShopState, id: string) {
  const agent = shop.agents.get(id)!;
  return { assignedToday: agent.assignedToday, ranking: rankingCount(agent) };
}

it('RES-87 a count raised by joining is not shown: only real assignments are, and tomorrow both begin at 0', () => {
  const shop = shopWith({ A: {}, C: { presence: 'OFFLINE' } });
  flight(shop, at('10:00'), (change) => ['1', '2', '3'].forEach((one) => start(change, one)));
  flight(shop, at('12:00'), (change) => to(change, 'C', 'ONLINE'));
  expect(told(flight(shop, at('12:01'), (change) => start(change, 'b1')))).toEqual(['b1 C']);
  expect(counts(shop, 'C')).toEqual({ assignedToday: 1, ranking: 4 });
  flight(shop, at('00:00', 3));
  expect(counts(shop, 'C')).toEqual({ assignedToday: 0, ranking: 0 });
});

it.each(['REST', 'SUSPENDED'] as const)(
  'RES-85 OFFLINE → %s → ONLINE joins: the next buyers are shared, not all for the newcomer',
  (way) => {
    const shop = shopWith({ A: {}, B: { presence: 'OFFLINE' } });
    flight(shop, at('10:00'), (change) => ['1', '2', '3', '4', '5', '6'].forEach((one) => start(change, one)));
    flight(shop, at('10:01'), (change) => to(change, 'B', way));
    expect(counts(shop, 'B').ranking).toBe(0);
    flight(shop, at('10:02'), (change) => to(change, 'B', 'ONLINE'));
    expect(counts(shop, 'B')).toEqual({ assignedToday: 0, ranking: 6 });
    expect(told(flight(shop, at('10:03'), (change) => ['b1', 'b2', 'b3', 'b4'].forEach((one) => start(change, one))))).toEqual([
      'b1 B',
      'b2 A',
      'b3 B',
      'b4 A',
    ]);
  },
);

it.each(['REST', 'SUSPENDED'] as const)('RES-85 ONLINE → %s → ONLINE is no joining', (way) => {
  const shop = shopWith({ A: {}, B: {} });
  flight(shop, at('10:00'), (change) => to(change, 'B', way));
  flight(shop, at('10:01'), (change) => ['1', '2', '3'].forEach((one) => start(change, one)));
  flight(shop, at('10:02'), (change) => to(change, 'B', 'ONLINE'));
  expect(counts(shop, 'B')).toEqual({ assignedToday: 0, ranking: 0 });
});

it('RES-32 only OFFLINE → ONLINE joins, with the larger of the own count and the smallest of the others', () => {
  const shop = shopWith({ A: {}, B: {} });
  flight(shop, at('10:00'), (change) => ['1', '2'].forEach((one) => start(change, one)));
  flight(shop, at('10:01'), (change) => to(change, 'B', 'REST'));
  flight(shop, at('10:02'), (change) => ['3', '4', '5'].forEach((one) => start(change, one)));
  flight(shop, at('10:03'), (change) => to(change, 'B', 'ONLINE'));
  expect(counts(shop, 'B')).toEqual({ assignedToday: 1, ranking: 1 });
  flight(shop, at('10:04'), (change) => {
    to(change, 'A', 'OFFLINE');
    to(change, 'A', 'ONLINE');
  });
  expect(counts(shop, 'A')).toEqual({ assignedToday: 4, ranking: 4 });
});

it('RTE-61 going OFFLINE is told with its version after all earlier outcomes; what comes later has a greater one', () => {
  const shop = shopWith({ A: {}, B: {} });
  const change = flight(shop, at('10:00'), (one) => {
    start(one, 'b1');
    to(one, 'A', 'OFFLINE');
    start(one, 'b2');
  });
  expect(told(change)).toEqual(['b1 A', 'b2 B']);
  const [before, after] = change.outcomes;
  const [status] = change.statuses;
  expect(status).toMatchObject({
    change: { type: 'presence', from: 'ONLINE', to: 'OFFLINE', previousSince: at('09:00') },
    since: at('10:00'),
    status: { id: 'A', presence: 'OFFLINE', load: 1, held: 0, maxCapacity: null, autoSuspended: false },
    reason: 'lunch',
    device: 'DESKTOP',
  });
  expect(before!.shopVersion).toBeLessThan(status!.shopVersion);
  expect(after!.shopVersion).toBeGreaterThan(status!.shopVersion);
  expect(shop.version).toBeGreaterThanOrEqual(after!.shopVersion);
});

it('RTE-61 requireEmptyToGoOffline refuses while sessions run; held ones do not count (RES-38)', () => {
  const shop = shopWith({ A: {} }, { requireEmptyToGoOffline: true });
  flight(shop, at('10:00'), (change) => start(change, 'b1'));
  flight(shop, at('10:01'), (change) => expect(to(change, 'A', 'OFFLINE')).toMatchObject({ code: 'SESSIONS_RUNNING', field: 'presence' }));
  flight(shop, at('10:02'), (change) => sessionEnded(change, 'b1', change.now));
  flight(shop, at('10:03'), (change) => expect(to(change, 'A', 'OFFLINE')).toMatchObject({ presence: 'OFFLINE' }));
});

it('PRM-7 without the IM permission ONLINE is refused; losing it puts the agent OFFLINE', () => {
  const shop = shopWith({ A: {}, B: {} });
  const lost = flight(shop, at('10:00'), (change) => accountChanged(change, 'A', { ...facts, imEnabled: false }));
  expect(lost.statuses).toMatchObject([{ change: { type: 'presence', from: 'ONLINE', to: 'OFFLINE' }, reason: 'ACCOUNT_CHANGED' }]);
  flight(shop, at('10:01'), (change) => expect(to(change, 'A', 'ONLINE')).toMatchObject({ code: 'IM_NOT_ENABLED' }));
});

it('PRM-4 OPERATIONS takes no part; the AGENT role added makes it take part', () => {
  const shop = shopWith({ A: { presence: 'OFFLINE' } });
  flight(shop, at('10:00'), (change) => accountChanged(change, 'O', { ...facts, hasAgentRole: false }));
  flight(shop, at('10:00'), (change) => expect(to(change, 'O', 'ONLINE')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'agentId' }));
  flight(shop, at('10:01'), (change) => {
    accountChanged(change, 'O', { ...facts, version: 3 });
    to(change, 'O', 'ONLINE');
  });
  expect(told(flight(shop, at('10:02'), (change) => start(change, 'b1')))).toEqual(['b1 O']);
});

it('INV-3 what is so already is answered and not told again; an account nobody has heard of may come yet', () => {
  const shop = shopWith({ A: {} });
  const again = flight(shop, at('10:00'), (change) => {
    expect(to(change, 'A', 'ONLINE')).toMatchObject({ presence: 'ONLINE' });
    expect(to(change, 'Z', 'ONLINE')).toMatchObject({ code: 'ACCOUNT_NOT_FOUND', retryable: true });
  });
  expect(again.statuses).toEqual([]);
});

it('RES-2 evenly over the day floods nobody who comes late: it has its share of those who come from then on', () => {
  const shop = shopWith({ A: {}, B: {}, C: { presence: 'OFFLINE' } });
  flight(shop, at('10:00'), (change) => Array.from({ length: 20 }, (_, index) => start(change, `s${index}`)));
  flight(shop, at('12:00'), (change) => to(change, 'C', 'ONLINE'));
  const later = flight(shop, at('12:01'), (change) => Array.from({ length: 9 }, (_, index) => start(change, `b${index}`)));
  const shares = ['A', 'B', 'C'].map((id) => told(later).filter((one) => one.endsWith(id)).length);
  expect(shares).toEqual([3, 3, 3]);
});
