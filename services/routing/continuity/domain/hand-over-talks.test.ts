import { rosterChanged } from '../../copies/domain/take-snapshots';
import { decisionRow } from '../../decision/store/save-decisions';
import { replayDecision } from '../../decision/domain/replay-decision';
import { at, flight, loads, shopWith, start, told, type ExampleAgent } from '../../flight/domain/example-shop';
import type { ShopState } from '../../flight/domain/shop-state';
import { setPresence } from '../../presence/domain/set-presence';
import { sessionEnded } from '../../queue/domain/session-ended';
import { saveSettings } from '../../rules/domain/save-rules';
import { shiftEnd } from './shift-end';

interface Shift {
  readonly agentId: string;
  readonly from: Date;
  readonly to: Date;
}

const shift = (agentId: string, from: string, to: string): Shift => ({ agentId, from: at(from), to: at(to) });

function rostered(
  agents: Readonly<Record<string, ExampleAgent>>,
  shifts: readonly Shift[],
  handOverMinutes: number | null = 10,
): ShopState {
  const shop = shopWith(agents);
  flight(shop, at('09:00'), (change) => {
    rosterChanged(change, '2026-03-02', { revision: 1, shifts: [...shifts] });
    saveSettings(change, { handOverMinutes });
  });
  return shop;
}

/** A leaves at 18:00, B at 22:00. */
const evening = [shift('A', '09:00', '18:00'), shift('B', '09:00', '22:00')];

it('RTE-62 before the shift of an agent ends its open talks go to whoever stays, as a transfer that says why', () => {
  const shop = rostered({ A: {}, B: { presence: 'REST' } }, evening);
  flight(shop, at('17:00'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
  flight(shop, at('17:01'), (change) => sessionEnded(change, 'b2', change.now));
  flight(shop, at('17:02'), (change) => void setPresence(change, { agentId: 'B', presence: 'ONLINE', reason: null, device: null }));
  expect(shop.storedWakeAt).toEqual(at('17:50'));
  expect(told(flight(shop, at('17:49:59')))).toEqual([]);
  const over = flight(shop, at('17:50'));
  expect(told(over)).toEqual(['b1 B']);
  expect(over.outcomes[0]).toMatchObject({
    previousAgentId: 'A',
    byHand: { by: null },
    revision: 2,
    trigger: { actor: { kind: 'SYSTEM' } },
  });
  expect(loads(shop)).toEqual(['A 1/∞', 'B 1/∞']);
  const accountOf = (agentNo: number): string => [...shop.agents.values()].find((agent) => agent.agentNo === agentNo)!.id;
  expect(replayDecision(decisionRow({ id: 'x', shopId: 'S', outcome: over.outcomes[0]! }), accountOf)).toBeNull();
});

it('RTE-57 who leaves soon gets no new buyers while somebody stays, and the time is over with the shift', () => {
  const shop = rostered({ A: {}, B: {} }, evening);
  const given = flight(shop, at('17:55'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
  expect(told(given)).toEqual(['b1 B', 'b2 B']);
  expect(shop.agents.get('A')!.barred).toBe('SHIFT_ENDS');
  flight(shop, at('18:00'));
  expect(shop.agents.get('A')!.barred).toBeNull();
});

it('RTE-62 what nobody has room for stays with its agent, and is tried again', () => {
  const shop = rostered({ A: {}, B: { capacity: 1, presence: 'REST' } }, evening);
  flight(shop, at('17:00'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
  flight(shop, at('17:01'), (change) => void setPresence(change, { agentId: 'B', presence: 'ONLINE', reason: null, device: null }));
  expect(told(flight(shop, at('17:50')))).toEqual(['b1 B']);
  flight(shop, at('17:50:30'), (change) => sessionEnded(change, 'b1', change.now));
  expect(loads(shop)).toEqual(['A 1/∞', 'B 1/1']);
  expect(told(flight(shop, at('17:51')))).toEqual([]);
});

it.each([
  ['everybody leaves at once', [shift('A', '09:00', '18:00'), shift('B', '09:00', '18:00')]],
  ['the next shift begins after a short pause', [shift('A', '09:00', '18:00'), shift('A', '18:10', '22:00'), shift('B', '09:00', '22:00')]],
  ['the agent has no shift', [shift('B', '09:00', '22:00')]],
])('RTE-62 nothing is handed over where %s', (_title, shifts) => {
  const shop = rostered({ A: {}, B: { presence: 'REST' } }, shifts);
  flight(shop, at('17:00'), (change) => start(change, 'b1'));
  flight(shop, at('17:01'), (change) => void setPresence(change, { agentId: 'B', presence: 'ONLINE', reason: null, device: null }));
  expect(told(flight(shop, at('17:55')))).toEqual([]);
});

it('RTE-62 switched off, talks stay where they are', () => {
  const shop = rostered({ A: {}, B: { presence: 'REST' } }, evening, null);
  flight(shop, at('17:00'), (change) => start(change, 'b1'));
  flight(shop, at('17:01'), (change) => void setPresence(change, { agentId: 'B', presence: 'ONLINE', reason: null, device: null }));
  expect([told(flight(shop, at('17:55'))), shop.storedWakeAt]).toEqual([[], null]);
});

it('STF-14 a shift ends where no other follows within the minutes', () => {
  const rosters = new Map([['2026-03-02', { revision: 1, shifts: [shift('A', '09:00', '12:00'), shift('A', '12:30', '18:00')] }]]);
  expect([29, 30].map((minutes) => shiftEnd(rosters, 'A', at('11:55'), minutes))).toEqual([at('12:00'), null]);
  expect([shiftEnd(rosters, 'A', at('12:00'), 5), shiftEnd(rosters, 'B', at('11:00'), 5)]).toEqual([null, null]);
});
