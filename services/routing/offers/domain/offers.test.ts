import { accountChanged } from '../../copies/domain/take-snapshots';
import { replayDecision } from '../../decision/domain/replay-decision';
import { decisionRow } from '../../decision/store/save-decisions';
import { at, flight, loads, placementsOf, queued, shopWith, start, told, type ExampleAgent } from '../../flight/domain/example-shop';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import { assignSession, pullSession, releaseSession } from '../../handover/domain/hand-over';
import { setCapacity } from '../../presence/domain/set-capacity';
import { setPresence } from '../../presence/domain/set-presence';
import { liveAssignment } from '../../queue/domain/session-placement';
import { sessionClosed } from '../../queue/domain/session-closed';
import { saveSettings } from '../../rules/domain/save-rules';
import { acceptOffer, declineOffer } from './answer-offer';

function offering(agents: Readonly<Record<string, ExampleAgent>>, seconds = 20, policy: Parameters<typeof shopWith>[1] = {}): ShopState {
  const shop = shopWith(agents, policy);
  flight(shop, at('09:00'), (change) => void saveSettings(change, { offerTimeoutSeconds: seconds }));
  return shop;
}

const b1 = (change: ShopChange): void => start(change, 'b1');
const holder = (shop: ShopState, sessionId: string): string | undefined => {
  const placement = placementsOf(shop).find((one) => one.sessionId === sessionId);
  const live = placement && liveAssignment(placement);
  return live ? `${live.offer ? 'offered ' : ''}${live.agentId}` : undefined;
};
const ended = ({ declined }: ShopChange): string[] => declined.map(({ sessionId, agentId, how }) => `${sessionId} ${agentId} ${how}`);

it('RTE-57 an assignment is offered first: it counts as load, and the agent has it once it accepts', () => {
  const shop = offering({ A: { capacity: 1 }, B: { capacity: 1 } });
  expect(told(flight(shop, at('10:00'), b1))).toEqual(['b1 offered A']);
  expect(loads(shop)).toEqual(['A 1/1', 'B 0/1']);
  const accepted = flight(shop, at('10:00:12'), (change) => void acceptOffer(change, 'b1', 'A'));
  expect(told(accepted)).toEqual(['b1 A']);
  expect(accepted.outcomes[0]).toMatchObject({ revision: 2, waitedMs: 12_000, load: 1, isAccepted: true, byHand: { by: 'A' } });
  expect(accepted.outcomes[0]!.route).toMatchObject({ cause: 'EVEN', rule: 'RTE-4' });
  expect(loads(shop)).toEqual(['A 1/1', 'B 0/1']);
  expect(shop.agents.get('A')!.assignedToday).toBe(1);
  expect(shop.offers.size).toBe(0);
});

it('switched off, an assignment is one at once', () => {
  const shop = shopWith({ A: {} });
  expect(told(flight(shop, at('10:00'), b1))).toEqual(['b1 A']);
  expect(shop.storedWakeAt).toBeNull();
});

it.each([
  ['10:00:20', ['b1 A'], []],
  ['10:00:20.001', ['b1 offered B'], ['b1 A MISSED']],
])('the last second counts: answered at %s', (time, outcomes, missed) => {
  const shop = offering({ A: { capacity: 1 }, B: { capacity: 1 } });
  flight(shop, at('10:00'), b1);
  expect(shop.storedWakeAt).toEqual(at('10:00:20.001'));
  const answered = flight(shop, at(time), (change) => void acceptOffer(change, 'b1', 'A'));
  expect(told(answered)).toEqual(outcomes);
  expect(ended(answered)).toEqual(missed);
});

it('an answer that comes too late is refused, and changes nothing', () => {
  const shop = offering({ A: {}, B: {} });
  flight(shop, at('10:00'), b1);
  flight(shop, at('10:00:21'), (change) => expect(acceptOffer(change, 'b1', 'A')).toMatchObject({ code: 'OFFER_OVER' }));
  flight(shop, at('10:00:22'), (change) => expect(declineOffer(change, 'b1', 'A', null)).toMatchObject({ code: 'OFFER_OVER' }));
  expect(holder(shop, 'b1')).toBe('offered B');
});

it('RTE-28 never again to who said no or did not answer; whoever is new gets it, with the time waited', () => {
  const shop = offering({ A: {}, B: {}, C: { presence: 'OFFLINE' } });
  flight(shop, at('10:00'), b1);
  const declined = flight(shop, at('10:00:05'), (change) => void declineOffer(change, 'b1', 'A', 'lunch'));
  expect([told(declined), ended(declined)]).toEqual([['b1 offered B'], ['b1 A DECLINED']]);
  expect(declined.outcomes[0]).toMatchObject({ byHand: { by: 'A', note: 'lunch' } });
  const missed = flight(shop, at('10:01'));
  expect(missed.outcomes[0]).toMatchObject({ route: { outcome: 'queued', cause: 'NOBODY_LEFT' }, enqueuedAt: at('10:00') });
  expect(queued(shop)).toBe(1);
  flight(shop, at('10:02'), (change) => void setPresence(change, { agentId: 'A', presence: 'REST', reason: null, device: null }));
  const back = flight(
    shop,
    at('10:03'),
    (change) => void setPresence(change, { agentId: 'A', presence: 'ONLINE', reason: null, device: null }),
  );
  expect(told(back)).toEqual([]);
  const fresh = flight(
    shop,
    at('10:04'),
    (change) => void setPresence(change, { agentId: 'C', presence: 'ONLINE', reason: null, device: null }),
  );
  expect(told(fresh)).toEqual(['b1 offered C']);
  expect(told(flight(shop, at('10:04:10'), (change) => void acceptOffer(change, 'b1', 'C')))).toEqual(['b1 C']);
});

it('any number is remembered: of 60 agents each is asked once, then the buyer waits', () => {
  const agents = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`agent-${String(index).padStart(8, '0')}`, {}]));
  const shop = offering(agents, 5);
  const asked = new Set<string>();
  let now = at('10:00').getTime();
  let last = flight(shop, new Date(now), b1);
  for (let round = 0; round < 60; round += 1) {
    const { route } = last.outcomes[0]!;
    if (route.outcome === 'assigned') asked.add(route.agentId);
    now += 6_000;
    last = flight(shop, new Date(now));
  }
  expect(asked.size).toBe(60);
  expect(last.outcomes[0]!.route).toMatchObject({ outcome: 'queued', cause: 'NOBODY_LEFT' });
});

it('RTE-34 whoever nobody is left for falls by the usual rule where the queue is off', () => {
  const shop = offering({ A: {} }, 20, { queueEnabled: false, unavailableHandling: 'MESSAGE_POOL' });
  flight(shop, at('10:00'), b1);
  expect(told(flight(shop, at('10:00:30')))).toEqual(['b1 MESSAGE_POOL']);
});

it('RTE-5, RES-87 what was not accepted is no assignment of today, but the turn is used up', () => {
  const shop = offering({ A: {}, B: {} });
  flight(shop, at('10:00'), b1);
  flight(shop, at('10:00:01'), (change) => void declineOffer(change, 'b1', 'A', null));
  const [A, B] = [shop.agents.get('A')!, shop.agents.get('B')!];
  expect([A.assignedToday, A.joinOffset, B.assignedToday]).toEqual([0, 1, 1]);
  flight(shop, at('23:59:50'), (change) => start(change, 'b2'));
  flight(shop, at('00:00:05', 3), (change) => void declineOffer(change, 'b2', 'A', null));
  expect([A.assignedToday, A.joinOffset]).toEqual([0, 0]);
});

it('RTE-57 who goes from ONLINE has its offers taken back, and may be asked again', () => {
  const shop = offering({ A: { capacity: 1 } }, 20, { requireEmptyToGoOffline: true });
  flight(shop, at('10:00'), b1);
  const gone = flight(
    shop,
    at('10:00:05'),
    (change) => void setPresence(change, { agentId: 'A', presence: 'OFFLINE', reason: null, device: null }),
  );
  expect([ended(gone), told(gone), loads(shop)]).toEqual([['b1 A WITHDRAWN'], ['b1 queued'], ['A 0/1']]);
  const back = flight(
    shop,
    at('10:01'),
    (change) => void setPresence(change, { agentId: 'A', presence: 'ONLINE', reason: null, device: null }),
  );
  expect(told(back)).toEqual(['b1 offered A']);
});

it('RTE-37 who becomes a no-routing account has its offers taken back', () => {
  const shop = offering({ A: {}, B: {} });
  flight(shop, at('10:00'), b1);
  const facts = { version: 2, hasAgentRole: true, imEnabled: true, noRouting: true, active: true };
  expect(told(flight(shop, at('10:00:05'), (change) => accountChanged(change, 'A', facts)))).toEqual(['b1 offered B']);
});

it('a session that closes while it is on offer is over, and its slot is free for the next', () => {
  const shop = offering({ A: { capacity: 1 } });
  flight(shop, at('10:00'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
  const closed = flight(shop, at('10:00:05'), (change) => sessionClosed(change, 'b1', change.now));
  expect(told(closed)).toEqual(['b2 offered A']);
  flight(shop, at('10:00:06'), (change) => expect(acceptOffer(change, 'b1', 'A')).toMatchObject({ code: 'ILLEGAL_TRANSITION' }));
});

it('only the offered agent answers; accepting twice is one acceptance', () => {
  const shop = offering({ A: {}, B: {} });
  flight(shop, at('10:00'), b1);
  flight(shop, at('10:00:01'), (change) => {
    expect(acceptOffer(change, 'b1', 'B')).toMatchObject({ code: 'OFFER_OVER' });
    expect(acceptOffer(change, 'nobody', 'A')).toMatchObject({ code: 'SESSION_NOT_FOUND' });
    expect(acceptOffer(change, 'b1', 'A')).toMatchObject({ takerId: 'A' });
    expect(acceptOffer(change, 'b1', 'A')).toMatchObject({ takerId: 'A' });
    expect(change.outcomes).toHaveLength(1);
    expect(declineOffer(change, 'b1', 'A', null)).toMatchObject({ code: 'OFFER_OVER' });
  });
});

it('RTE-26, RTE-39 by hand: assigned to somebody else it is taken back, pulled by the offered agent it is accepted, others learn who has it', () => {
  const shop = offering({ A: {}, B: {} });
  const byManager = { accountId: 'boss', isManager: true };
  flight(shop, at('10:00'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
  flight(shop, at('10:00:01'), (change) => {
    expect(pullSession(change, 'b1', { accountId: 'B', isManager: false })).toMatchObject({ code: 'ALREADY_TAKEN' });
    expect(releaseSession(change, 'b1', byManager, null)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    expect(assignSession(change, 'b1', 'B', byManager)).toMatchObject({ giverId: null, takerId: 'B' });
    expect(pullSession(change, 'b2', { accountId: 'B', isManager: false })).toMatchObject({ takerId: 'B' });
    expect(ended(change)).toEqual(['b1 A WITHDRAWN']);
  });
  expect([holder(shop, 'b1'), holder(shop, 'b2')]).toEqual(['B', 'B']);
  expect(shop.agents.get('A')).toMatchObject({ load: 0 });
});

it('INV-2 a capacity that is lowered meanwhile does not keep the agent from accepting', () => {
  const shop = offering({ A: { capacity: 2 } });
  flight(shop, at('10:00'), (change) => ['b1', 'b2'].forEach((one) => start(change, one)));
  flight(shop, at('10:00:01'), (change) => void setCapacity(change, { agentId: 'A', maxCapacity: 1 }));
  flight(shop, at('10:00:02'), (change) => void acceptOffer(change, 'b2', 'A'));
  expect(shop.agents.get('A')).toMatchObject({ load: 2, overLoad: 0, ceiling: 2 });
});

it('RTE-30, PRM-5 accounts that are away are not asked', () => {
  const shop = offering({}, 20);
  expect(told(flight(shop, at('10:00'), b1))).toEqual(['b1 owner']);
});

it('switched off again, what is on offer keeps its time', () => {
  const shop = offering({ A: {}, B: {} });
  flight(shop, at('10:00'), b1);
  flight(shop, at('10:00:05'), (change) => void saveSettings(change, { offerTimeoutSeconds: null }));
  expect(told(flight(shop, at('10:00:21')))).toEqual(['b1 B']);
});

it('INV-4 offers and acceptances decide the same when they are decided again', () => {
  const shop = offering({ A: {}, B: {}, C: { presence: 'REST' } });
  const changes = [
    flight(shop, at('10:00'), b1),
    flight(shop, at('10:00:03'), (change) => void declineOffer(change, 'b1', 'A', null)),
    flight(shop, at('10:00:05'), (change) => void acceptOffer(change, 'b1', 'B')),
  ];
  const rows = changes.flatMap(({ outcomes }) => outcomes.map((outcome) => decisionRow({ id: 'x', shopId: 'S', outcome })));
  expect(rows.map(({ outcome, agentId }) => `${outcome} ${agentId}`)).toEqual(['OFFERED A', 'OFFERED B', 'ASSIGNED B']);
  const accountOf = (agentNo: number): string => [...shop.agents.values()].find((agent) => agent.agentNo === agentNo)!.id;
  expect(rows.map((row) => replayDecision(row, accountOf))).toEqual([null, null, null]);
});
