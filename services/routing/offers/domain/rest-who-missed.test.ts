import { rosterChanged } from '../../copies/domain/take-snapshots';
import { at, flight, loads, shopWith, start, told, type ExampleAgent } from '../../flight/domain/example-shop';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import { setPresence } from '../../presence/domain/set-presence';
import { saveSettings } from '../../rules/domain/save-rules';
import { acceptOffer, declineOffer } from './answer-offer';

function resting(
  agents: Readonly<Record<string, ExampleAgent>>,
  restAfterMissed: number | null,
  offerTimeoutSeconds: number | null = 20,
): ShopState {
  const shop = shopWith(agents);
  flight(shop, at('09:00'), (change) => void saveSettings(change, { offerTimeoutSeconds, restAfterMissed }));
  return shop;
}

/** A buyer comes at each of these instants; nobody answers. */
function missing(shop: ShopState, times: readonly string[]): ShopChange {
  times.forEach((time, index) => flight(shop, at(time), (change) => start(change, `b${index}-${time}`)));
  return flight(shop, at(times.at(-1)!.replace(':00', ':30')));
}

const presenceOf = (shop: ShopState, id: string) => shop.agents.get(id)!.presence;

it('RTE-57 after so many offers missed in a row the agent rests, and the reason is told', () => {
  const shop = resting({ A: {} }, 2);
  missing(shop, ['10:00:00']);
  expect(presenceOf(shop, 'A')).toBe('ONLINE');
  const { statuses } = missing(shop, ['10:05:00']);
  expect(statuses).toMatchObject([
    { reason: 'MISSED_OFFERS', change: { from: 'ONLINE', to: 'REST' }, trigger: { actor: { kind: 'SYSTEM' } } },
  ]);
  expect(presenceOf(shop, 'A')).toBe('REST');
});

it('RTE-57 what else is on offer to it is taken back, and what it has it keeps', () => {
  const shop = resting({ A: {}, B: { presence: 'REST' } }, 1);
  flight(shop, at('10:00'), (change) => start(change, 'kept'));
  flight(shop, at('10:00:01'), (change) => void acceptOffer(change, 'kept', 'A'));
  flight(shop, at('10:00:10'), (change) => start(change, 'missed'));
  flight(shop, at('10:00:25'), (change) => start(change, 'later'));
  const change = flight(shop, at('10:00:31'));
  expect(change.declined.map(({ sessionId, how }) => `${sessionId} ${how}`)).toEqual(['missed MISSED', 'later WITHDRAWN']);
  expect(loads(shop)).toEqual(['A 1/∞', 'B 0/∞']);
  const back = flight(
    shop,
    at('10:10'),
    (each) => void setPresence(each, { agentId: 'A', presence: 'ONLINE', reason: null, device: null }),
  );
  expect(told(back)).toEqual(['later offered A']);
});

it('an accepted offer begins the count anew, a declined one does not touch it, and so does coming back ONLINE', () => {
  const shop = resting({ A: {} }, 2);
  missing(shop, ['10:00:00']);
  flight(shop, at('10:01'), (change) => start(change, 'declined'));
  flight(shop, at('10:01:01'), (change) => void declineOffer(change, 'declined', 'A', null));
  expect(shop.agents.get('A')!.missedInRow).toBe(1);
  flight(shop, at('10:02'), (change) => start(change, 'accepted'));
  flight(shop, at('10:02:01'), (change) => void acceptOffer(change, 'accepted', 'A'));
  expect(shop.agents.get('A')!.missedInRow).toBeNull();
  missing(shop, ['10:05:00', '10:06:00']);
  expect([presenceOf(shop, 'A'), shop.agents.get('A')!.missedInRow]).toEqual(['REST', 2]);
  flight(shop, at('10:10'), (change) => void setPresence(change, { agentId: 'A', presence: 'ONLINE', reason: null, device: null }));
  expect(shop.agents.get('A')!.missedInRow).toBeNull();
});

it('several missed at one instant count each, and go to those who are left', () => {
  const shop = resting({ A: {}, B: { presence: 'OFFLINE' } }, 2);
  flight(shop, at('10:00'), (change) => ['b1', 'b2', 'b3'].forEach((one) => start(change, one)));
  flight(shop, at('10:00:10'), (change) => void setPresence(change, { agentId: 'B', presence: 'ONLINE', reason: null, device: null }));
  expect(told(flight(shop, at('10:00:21')))).toEqual(['b1 offered B', 'b2 offered B', 'b3 offered B']);
  expect(presenceOf(shop, 'A')).toBe('REST');
});

it('STF-14 the last one ONLINE of those on shift does not rest', () => {
  const shop = resting({ A: {}, B: {} }, 1);
  const shifts = [{ agentId: 'A', from: at('09:00'), to: at('18:00') }];
  flight(shop, at('09:00'), (change) => rosterChanged(change, '2026-03-02', { revision: 1, shifts }));
  flight(shop, at('10:00'), (change) => start(change, 'b1'));
  flight(shop, at('10:00:21'));
  expect([presenceOf(shop, 'A'), shop.agents.get('A')!.missedInRow]).toEqual(['ONLINE', 1]);
  flight(shop, at('10:00:42'));
  expect(presenceOf(shop, 'B')).toBe('REST');
});

it.each([
  [null, 20],
  [1, null],
])('off with %s missed and %s seconds to answer: nobody rests', (afterMissed, seconds) => {
  const shop = resting({ A: {} }, afterMissed, seconds);
  missing(shop, ['10:00:00', '10:05:00']);
  expect([presenceOf(shop, 'A'), shop.agents.get('A')!.missedInRow]).toEqual(['ONLINE', null]);
});
