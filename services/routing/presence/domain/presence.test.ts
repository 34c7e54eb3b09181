import { accountChanged } from '../../copies/domain/copies';
import { at, flight, loads, shopWith, start, told } from '../../flight/domain/example-shop';
import type { Draft } from '../../flight/domain/shop-change';
import { setPresence } from './presence';
import { sessionEnded } from '../../queue/domain/session-facts';
import type { Presence } from './agent';

const to = (draft: Draft, agentId: string, presence: Presence) =>
  setPresence(draft, { agentId, presence, reason: 'lunch', device: 'DESKTOP' });
const facts = { version: 2, hasAgentRole: true, imEnabled: true, noRouting: false, active: true };

it('RTE-57 REST and SUSPENDED keep their sessions and receive no new ones', () => {
  const shop = shopWith({ A: {}, B: {} });
  flight(shop, at('10:00'), (draft) => start(draft, 'b1'));
  flight(shop, at('10:01'), (draft) => to(draft, 'A', 'REST'));
  expect(told(flight(shop, at('10:02'), (draft) => ['b2', 'b3'].forEach((one) => start(draft, one))))).toEqual(['b2 B', 'b3 B']);
  flight(shop, at('10:03'), (draft) => to(draft, 'B', 'SUSPENDED'));
  expect([told(flight(shop, at('10:04'), (draft) => start(draft, 'b4'))), loads(shop)]).toEqual([['b4 queued'], ['A 1/∞', 'B 2/∞']]);
});

it('RTE-5 A 40, B 41, C logs in: counted as 40; the next two buyers ⇒ C, then A', () => {
  const shop = shopWith({ A: {}, B: {}, C: { presence: 'OFFLINE' } });
  flight(shop, at('10:00'), (draft) => Array.from({ length: 81 }, (_, index) => start(draft, `s${index}`)));
  expect([shop.agents.get('A')?.assignedToday, shop.agents.get('B')?.assignedToday]).toEqual([41, 40]);
  flight(shop, at('12:00'), (draft) => to(draft, 'C', 'ONLINE'));
  expect(shop.agents.get('C')?.assignedToday).toBe(40);
  expect(told(flight(shop, at('12:01'), (draft) => ['b1', 'b2'].forEach((one) => start(draft, one))))).toEqual(['b1 C', 'b2 B']);
});

it('RES-32 only OFFLINE → ONLINE joins, with the larger of the own count and the smallest of the others', () => {
  const shop = shopWith({ A: {}, B: {} });
  flight(shop, at('10:00'), (draft) => ['1', '2'].forEach((one) => start(draft, one)));
  flight(shop, at('10:01'), (draft) => to(draft, 'B', 'REST'));
  flight(shop, at('10:02'), (draft) => ['3', '4', '5'].forEach((one) => start(draft, one)));
  flight(shop, at('10:03'), (draft) => to(draft, 'B', 'ONLINE'));
  expect(shop.agents.get('B')?.assignedToday).toBe(1);
  flight(shop, at('10:04'), (draft) => {
    to(draft, 'A', 'OFFLINE');
    to(draft, 'A', 'ONLINE');
  });
  expect(shop.agents.get('A')?.assignedToday).toBe(4);
});

it('RTE-61 going OFFLINE is told with its version after all earlier outcomes; what comes later has a greater one', () => {
  const shop = shopWith({ A: {}, B: {} });
  const draft = flight(shop, at('10:00'), (one) => {
    start(one, 'b1');
    to(one, 'A', 'OFFLINE');
    start(one, 'b2');
  });
  expect(told(draft)).toEqual(['b1 A', 'b2 B']);
  const [before, after] = draft.outcomes;
  const [status] = draft.statuses;
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
  flight(shop, at('10:00'), (draft) => start(draft, 'b1'));
  flight(shop, at('10:01'), (draft) => expect(to(draft, 'A', 'OFFLINE')).toEqual({ refused: 'SESSIONS_RUNNING' }));
  flight(shop, at('10:02'), (draft) => sessionEnded(draft, 'b1', draft.now));
  flight(shop, at('10:03'), (draft) => expect(to(draft, 'A', 'OFFLINE')).toMatchObject({ done: { presence: 'OFFLINE' } }));
});

it('PRM-7 without the IM permission ONLINE is refused; losing it puts the agent OFFLINE', () => {
  const shop = shopWith({ A: {}, B: {} });
  const lost = flight(shop, at('10:00'), (draft) => accountChanged(draft, 'A', { ...facts, imEnabled: false }));
  expect(lost.statuses).toMatchObject([{ change: { type: 'presence', from: 'ONLINE', to: 'OFFLINE' }, reason: 'ACCOUNT_CHANGED' }]);
  flight(shop, at('10:01'), (draft) => expect(to(draft, 'A', 'ONLINE')).toEqual({ refused: 'IM_NOT_ENABLED' }));
});

it('PRM-4 OPERATIONS takes no part; the AGENT role added makes it take part', () => {
  const shop = shopWith({ A: { presence: 'OFFLINE' } });
  flight(shop, at('10:00'), (draft) => accountChanged(draft, 'O', { ...facts, hasAgentRole: false }));
  flight(shop, at('10:00'), (draft) => expect(to(draft, 'O', 'ONLINE')).toEqual({ refused: 'NOT_AN_AGENT' }));
  flight(shop, at('10:01'), (draft) => {
    accountChanged(draft, 'O', { ...facts, version: 3 });
    to(draft, 'O', 'ONLINE');
  });
  expect(told(flight(shop, at('10:02'), (draft) => start(draft, 'b1')))).toEqual(['b1 O']);
});

it('INV-3 what is so already is answered and not told again; an account nobody has heard of may come yet', () => {
  const shop = shopWith({ A: {} });
  const again = flight(shop, at('10:00'), (draft) => {
    expect(to(draft, 'A', 'ONLINE')).toMatchObject({ done: { presence: 'ONLINE' } });
    expect(to(draft, 'Z', 'ONLINE')).toEqual({ refused: 'UNKNOWN_ACCOUNT' });
  });
  expect(again.statuses).toEqual([]);
});
