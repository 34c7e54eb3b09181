import { rosterChanged } from '../../copies/domain/take-snapshots';
import { replayDecision } from '../../decision/domain/replay-decision';
import { decisionRow } from '../../decision/store/save-decisions';
import { at, flight, queued, shopWith, told, type ExampleAgent } from '../../flight/domain/example-shop';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import { setCapacity } from '../../presence/domain/set-capacity';
import { setPresence } from '../../presence/domain/set-presence';
import type { Presence } from '../../presence/domain/agent';
import { sessionStarted } from '../../queue/domain/session-started';
import { saveSettings } from '../../rules/domain/save-rules';

interface Shift {
  readonly agentId: string;
  readonly from: Date;
  readonly to: Date;
}

function waiting(
  agents: Readonly<Record<string, ExampleAgent>>,
  shifts: readonly Shift[],
  returningWaitMinutes: number | null = 10,
  policy: Parameters<typeof shopWith>[1] = {},
): ShopState {
  const shop = shopWith(agents, { returningFallback: 'EVEN', returningBypassesCapacity: false, ...policy });
  flight(shop, at('09:00'), (change) => {
    rosterChanged(change, '2026-03-02', { revision: 1, shifts: [...shifts] });
    saveSettings(change, { returningWaitMinutes });
  });
  return shop;
}

const dayOf = (agentId: string, from = '09:00', to = '18:00'): Shift => ({ agentId, from: at(from), to: at(to) });

/** A buyer who talked with A yesterday writes. */
function returns(change: ShopChange, sessionId: string): void {
  const lastHuman = { agentId: 'A', at: at('15:00', 1).toISOString() };
  const facts = { buyerId: `buyer of ${sessionId}`, channel: 'demo', entryPoint: null, viaBot: false, lastHuman };
  sessionStarted(change, { sessionId, openedAt: change.now, facts }, null);
}

const become = (agentId: string, presence: Presence) => (change: ShopChange) =>
  void setPresence(change, { agentId, presence, reason: null, device: null });

it('RTE-11 a returning buyer waits for the agent it knows while that one rests on its shift, and goes to it as soon as it is back', () => {
  const shop = waiting({ A: { presence: 'REST' }, B: {} }, [dayOf('A')]);
  const first = flight(shop, at('10:00'), (change) => returns(change, 'b1'));
  expect(first.outcomes[0]).toMatchObject({ route: { outcome: 'queued', cause: 'AWAITS_AGENT', rule: 'RTE-11' }, pool: 'ALL with for=A' });
  expect(shop.storedWakeAt).toEqual(at('10:10:00.001'));
  expect(told(flight(shop, at('10:09'), become('A', 'ONLINE')))).toEqual(['b1 A']);
  expect(shop.pools.has('ALL with for=A')).toBe(false);
});

it('RTE-12 … and to others once the minutes are over, and then for good', () => {
  const shop = waiting({ A: { presence: 'REST' }, B: { capacity: 1 } }, [dayOf('A')]);
  flight(shop, at('10:00'), (change) => returns(change, 'b1'));
  flight(shop, at('10:05'), (change) => returns(change, 'b2'));
  expect(told(flight(shop, at('10:10')))).toEqual([]);
  expect(told(flight(shop, at('10:10:01')))).toEqual(['b1 B']);
  expect(told(flight(shop, at('10:15:01')))).toEqual(['b2 queued']);
  expect(queued(shop)).toBe(1);
});

it.each([
  ['its shift begins within the minutes', [dayOf('A', '10:10', '18:00')], 'b1 queued'],
  ['its shift begins too late', [dayOf('A', '10:11', '18:00')], 'b1 B'],
  ['its shift is over', [dayOf('A', '08:00', '10:00')], 'b1 B'],
  ['it has none', [dayOf('B')], 'b1 B'],
])('RTE-11 the agent is OFFLINE, and %s', (_title, shifts, outcome) => {
  const shop = waiting({ A: { presence: 'OFFLINE' }, B: {} }, shifts);
  expect(told(flight(shop, at('10:00'), (change) => returns(change, 'b1')))).toEqual([outcome]);
});

it('RTE-13 the agent is full: the buyer waits for its slot, and others of the pool do not', () => {
  const shop = waiting({ A: { capacity: 1 }, B: { capacity: 5 } }, [dayOf('A')]);
  flight(shop, at('10:00'), (change) => returns(change, 'b1'));
  expect(told(flight(shop, at('10:01'), (change) => returns(change, 'b2')))).toEqual(['b2 queued']);
  expect(told(flight(shop, at('10:02'), (change) => void setCapacity(change, { agentId: 'A', maxCapacity: 2 })))).toEqual(['b2 A']);
});

it('RTE-11 who is ONLINE with room takes it at once, whatever the roster says', () => {
  const shop = waiting({ A: {}, B: {} }, []);
  expect(told(flight(shop, at('10:00'), (change) => returns(change, 'b1')))).toEqual(['b1 A']);
});

it.each([
  ['off', null, {}],
  ['without a queue', 10, { queueEnabled: false }],
] as const)('RTE-12 %s nobody waits for one agent', (_title, minutes, policy) => {
  const shop = waiting({ A: { presence: 'REST' }, B: {} }, [dayOf('A')], minutes, policy);
  expect(told(flight(shop, at('10:00'), (change) => returns(change, 'b1')))).toEqual(['b1 B']);
});

it('RTE-12 switched off, whoever waits goes on at once', () => {
  const shop = waiting({ A: { presence: 'REST' }, B: {} }, [dayOf('A')]);
  flight(shop, at('10:00'), (change) => returns(change, 'b1'));
  expect(told(flight(shop, at('10:01'), (change) => void saveSettings(change, { returningWaitMinutes: null })))).toEqual(['b1 B']);
});

it('INV-4 such a decision is decided the same again', () => {
  const shop = waiting({ A: { presence: 'REST' }, B: {} }, [dayOf('A')]);
  const changes = [flight(shop, at('10:00'), (change) => returns(change, 'b1')), flight(shop, at('10:10:01'))];
  const accountOf = (agentNo: number): string => [...shop.agents.values()].find((agent) => agent.agentNo === agentNo)!.id;
  const rows = changes.flatMap(({ outcomes }) => outcomes.map((outcome) => decisionRow({ id: 'x', shopId: 'S', outcome })));
  expect(rows.map(({ cause }) => cause)).toEqual(['AWAITS_AGENT', 'EVEN']);
  expect(rows.map((row) => replayDecision(row, accountOf))).toEqual([null, null]);
});
