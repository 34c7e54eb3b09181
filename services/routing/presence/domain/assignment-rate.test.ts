import { at, flight, queued, shopWith, start, told } from '../../flight/domain/example-shop';
import type { ShopState } from '../../flight/domain/shop-state';
import { readCandidates } from '../../decision/domain/decision-record';
import { replayDecision } from '../../decision/domain/replay-decision';
import { assignSession } from '../../handover/domain/hand-over';
import { sessionClosed } from '../../queue/domain/session-closed';
import { sessionStarted } from '../../queue/domain/session-started';
import { unknownFacts } from '../../queue/domain/waiting-entry';
import { saveSettings } from '../../rules/domain/save-rules';
import { pauseAgents, resumeAgents } from './assignment-rate';

const rated = (state: ShopState, sessions: number, seconds: number): ShopState => {
  flight(state, at('09:00'), (change) => void saveSettings(change, { assignmentRate: { sessions, seconds } }));
  return state;
};
const arrive = (state: ShopState, time: string, ...ids: string[]) =>
  flight(state, at(time), (change) => ids.forEach((id) => start(change, id)));

describe('RTE-28 an assignment rate', () => {
  it('keeps further buyers in the queue until time allows the next one, to the second', () => {
    const shop = rated(shopWith({ A: {} }), 2, 60);
    expect(told(arrive(shop, '10:00:00', 'b1'))).toEqual(['b1 A']);
    expect(told(arrive(shop, '10:00:20', 'b2', 'b3', 'b4'))).toEqual(['b2 A', 'b3 queued', 'b4 queued']);
    expect(shop.storedWakeAt).toEqual(at('10:01:00'));
    expect(told(flight(shop, new Date(at('10:01:00').getTime() - 1)))).toEqual([]);
    expect(told(flight(shop, at('10:01:00')))).toEqual(['b3 A']);
    expect(shop.storedWakeAt).toEqual(at('10:01:20'));
    expect(told(flight(shop, at('10:01:20')))).toEqual(['b4 A']);
  });

  it('wakes nobody where nobody waits, and the next buyer finds the agent free', () => {
    const shop = rated(shopWith({ A: {} }), 1, 60);
    expect([told(arrive(shop, '10:00', 'b1')), shop.storedWakeAt]).toEqual([['b1 A'], null]);
    expect(told(arrive(shop, '10:01', 'b2'))).toEqual(['b2 A']);
  });

  it('sends buyers to others meanwhile, and a session that ends gives no turn back', () => {
    const shop = rated(shopWith({ A: { capacity: 9 }, B: { capacity: 9, presence: 'REST' } }), 1, 60);
    arrive(shop, '10:00', 'b1', 'b2');
    expect(queued(shop)).toBe(1);
    expect(told(flight(shop, at('10:00:30'), (change) => sessionClosed(change, 'b1', change.now)))).toEqual([]);
  });

  it('counts what is given by hand, and does not stop it', () => {
    const shop = rated(shopWith({ A: { capacity: 9 } }), 1, 60);
    arrive(shop, '10:00', 'b1', 'b2', 'b3');
    const byHand = flight(shop, at('10:00:30'), (change) => void assignSession(change, 'b2', 'A', { accountId: 'A', isManager: true }));
    expect([told(byHand), byHand.outcomes[0]?.route]).toMatchObject([['b2 A'], { over: false }]);
    expect(told(flight(shop, at('10:01')))).toEqual([]);
    expect(told(flight(shop, at('10:01:30')))).toEqual(['b3 A']);
  });

  it.each([
    [true, 'b2 A'],
    [false, 'b2 queued'],
  ])('lets a returning buyer pass while the capacity does (%s)', (returningBypassesCapacity, outcome) => {
    const shop = rated(shopWith({ A: { capacity: 9 } }, { returningBypassesCapacity }), 1, 60);
    arrive(shop, '10:00', 'b1');
    const facts = { ...unknownFacts, lastHuman: { agentId: 'A', at: at('09:30').toISOString() } };
    const change = flight(shop, at('10:00:10'), (each) => sessionStarted(each, { sessionId: 'b2', openedAt: each.now, facts }, null));
    expect(told(change)).toEqual([outcome]);
  });

  it('is said by a verdict, and replays (INV-4)', () => {
    const shop = rated(shopWith({ A: {} }), 1, 60);
    const { outcomes } = arrive(shop, '10:00', 'b1', 'b2');
    const [, { record, route }] = outcomes as [(typeof outcomes)[0], (typeof outcomes)[0]];
    expect(readCandidates(record, () => 'A')).toMatchObject([{ id: 'A', verdict: 'AT_RATE' }]);
    const kept = { ...record, ...route, id: 'd', sessionId: 'b2', agentId: null };
    expect(replayDecision(kept, () => 'A')).toBeNull();
  });

  it('is known to another copy of the shop, with who is free by now', () => {
    const shop = rated(shopWith({ A: {}, B: {} }), 1, 60);
    arrive(shop, '10:00:00', 'b1');
    arrive(shop, '10:00:30', 'b2');
    const barred = () => [...shop.agents.values()].map((agent) => agent.barred);
    for (const agent of shop.agents.values()) agent.barred = null;
    shop.paused.clear();
    pauseAgents(shop);
    resumeAgents({ state: shop, now: at('10:01:10') });
    expect(barred()).toEqual([null, 'AT_RATE']);
  });

  it('counts from when it is set, frees everybody when it is taken back, and saved again as it is changes nothing', () => {
    const shop = rated(shopWith({ A: {} }), 1, 60);
    arrive(shop, '10:00', 'b1', 'b2', 'b3');
    const set = (time: string, sessions: number | null) =>
      flight(
        shop,
        at(time),
        (change) => void saveSettings(change, { assignmentRate: sessions === null ? null : { sessions, seconds: 60 } }),
      );
    expect(told(set('10:00:10', 1))).toEqual([]);
    expect(told(set('10:00:20', null))).toEqual(['b2 A', 'b3 A']);
    expect([told(set('10:00:30', 1)), told(arrive(shop, '10:00:40', 'b4'))]).toEqual([[], ['b4 A']]);
  });
});

it('RTE-36 with the queue off an agent whom the rate keeps back takes one more, within its capacity', () => {
  const shop = rated(shopWith({ A: { capacity: 5 } }, { queueEnabled: false }), 1, 60);
  const { outcomes } = arrive(shop, '10:00', 'b1', 'b2');
  expect(outcomes[1]?.route).toMatchObject({ agentId: 'A', cause: 'NO_QUEUE', over: false });
});

it('RTE-28 without a rate nothing is counted and nobody is woken', () => {
  const shop = shopWith({ A: { capacity: 1 } });
  arrive(shop, '10:00', 'b1', 'b2');
  expect([shop.agents.get('A')?.lately, shop.storedWakeAt]).toEqual([null, null]);
});
