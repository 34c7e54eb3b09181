import { readCandidates } from '../../decision/domain/decision-record';
import { explain } from '../../decision/domain/explain';
import { replayDecision } from '../../decision/domain/replay-decision';
import { at, flight, loads, shopWith, told } from '../../flight/domain/example-shop';
import type { ShopState } from '../../flight/domain/shop-state';
import { assignSession, transferToAgent } from '../../handover/domain/hand-over';
import { setCapacity } from '../../presence/domain/set-capacity';
import { saveSettings, type SettingsToSave } from '../../rules/domain/save-rules';
import { assignableNow, canMove } from './drain';
import { sessionClosed } from './session-closed';
import { sessionEnded } from './session-ended';
import { sessionStarted } from './session-started';
import { unknownFacts, type OrderStatus, type SessionFacts } from './waiting-entry';

/** A shop in which an after-sales talk takes two slots. */
function heavyShop(...of: Parameters<typeof shopWith>): ShopState {
  const state = shopWith(...of);
  save(state, { workUnits: [{ status: 'AFTER_SALES', slots: 2 }] });
  return state;
}
const save = (state: ShopState, toSave: SettingsToSave, time = '09:00') =>
  flight(state, at(time), (change) => void saveSettings(change, toSave));

/** Buyers write: `a1` is after-sales, `b1` is not. */
const write = (state: ShopState, time: string, sessions: readonly string[], facts: Partial<SessionFacts> = {}) =>
  flight(state, at(time), (change) =>
    sessions.forEach((sessionId) => {
      const orderStatus: OrderStatus = sessionId.startsWith('a') ? 'AFTER_SALES' : 'UNPAID';
      sessionStarted(change, { sessionId, openedAt: change.now, facts: { ...unknownFacts, orderStatus, ...facts } }, null);
    }),
  );
const close = (state: ShopState, time: string, id: string) => flight(state, at(time), (change) => sessionClosed(change, id, change.now));
const mover = { accountId: 'A', isManager: true };

describe('INV-2 a session that takes several slots', () => {
  it('fills as many, gives all of them back, and holds all of them', () => {
    const shop = heavyShop({ A: { capacity: 3 } });
    const { outcomes } = write(shop, '10:00', ['a1', 'b1', 'b2']);
    expect(outcomes.map(({ load, slots, route }) => [route.outcome, load, slots])).toEqual([
      ['assigned', 2, 2],
      ['assigned', 3, 1],
      ['queued', 0, 0],
    ]);
    flight(shop, at('10:01'), (change) => sessionEnded(change, 'a1', change.now));
    expect([shop.agents.get('A')?.held, loads(shop)]).toEqual([2, ['A 3/3']]);
    expect([told(close(shop, '10:20', 'a1')), loads(shop), shop.agents.get('A')?.held]).toEqual([['b2 A'], ['A 2/3'], 0]);
  });

  it('waits where one slot is left, and is not above the capacity', () => {
    const shop = heavyShop({ A: { capacity: 3 } });
    const { outcomes } = write(shop, '10:00', ['b1', 'b2', 'a1']);
    expect([told({ outcomes } as never)[2], loads(shop)]).toEqual(['a1 queued', ['A 2/3']]);
    const { record, route, pool } = outcomes[2]!;
    expect(readCandidates(record, () => 'A')).toMatchObject([{ id: 'A', load: 2, slots: 2, verdict: 'TOO_FEW_SLOTS' }]);
    expect(explain({ ...route, pool }, null, 'EN')).toContain('in the pool of everybody (2 slots each)');
    expect(replayDecision({ ...record, ...route, id: 'd', sessionId: 'a1', agentId: null }, () => 'A')).toBeNull();
    expect(told(close(shop, '10:01', 'b1'))).toEqual(['a1 A']);
  });

  it('is counted apart as a whole where a rule lets it pass, and goes as a whole', () => {
    const shop = heavyShop({ A: { capacity: 3 }, B: { capacity: 1 } });
    write(shop, '10:00', ['b1', 'b2', 'b3', 'b4', 'a1']);
    const given = flight(shop, at('10:01'), (change) => void assignSession(change, 'a1', 'A', mover));
    const { load, overLoad, ceiling } = shop.agents.get('A')!;
    expect([given.outcomes[0]?.route, load, overLoad, ceiling]).toMatchObject([{ over: true }, 5, 2, 3]);
    flight(shop, at('10:02'), (change) => void transferToAgent(change, 'a1', 'B', mover, null));
    expect([loads(shop), shop.agents.get('A')?.overLoad]).toEqual([['A 3/3', 'B 2/1'], 0]);
  });

  it('keeps what it took when the shop sets otherwise', () => {
    const shop = heavyShop({ A: { capacity: 3 } });
    write(shop, '10:00', ['a1']);
    save(shop, { workUnits: [] }, '10:01');
    expect([shop.rules.workUnits, loads(shop)]).toEqual([null, ['A 2/3']]);
    close(shop, '10:02', 'a1');
    expect(loads(shop)).toEqual(['A 0/3']);
  });

  it('takes all slots of an agent who has fewer, so that somebody may take it', () => {
    const shop = heavyShop({ A: { capacity: 1 } });
    expect([told(write(shop, '10:00', ['a1', 'a2'])), loads(shop)]).toEqual([['a1 A', 'a2 queued'], ['A 1/1']]);
    expect([told(close(shop, '10:01', 'a1')), loads(shop)]).toEqual([['a2 A'], ['A 1/1']]);
    flight(shop, at('10:02'), (change) => setCapacity(change, { agentId: 'A', maxCapacity: 5 }));
    expect([told(close(shop, '10:03', 'a2')), loads(shop)]).toEqual([[], ['A 0/5']]);
  });

  it('or of the channel’s limit, where that is less', () => {
    const shop = heavyShop({ A: { capacity: 5 } });
    save(shop, { channelLimits: [{ agentId: null, channel: 'DOUYIN', most: 1 }] });
    expect([told(write(shop, '10:00', ['a1', 'a2'], { channel: 'DOUYIN' })), loads(shop)]).toEqual([['a1 A', 'a2 queued'], ['A 1/5']]);
  });

  it.each([
    [true, ['a1 A'], true],
    [false, ['a1 queued'], undefined],
  ])('passes the capacity as a returning buyer where the shop lets these (%s)', (returningBypassesCapacity, outcome, over) => {
    const shop = heavyShop({ A: { capacity: 2 } }, { returningBypassesCapacity });
    write(shop, '10:00', ['b1']);
    const change = write(shop, '10:01', ['a1'], { lastHuman: { agentId: 'A', at: at('09:30').toISOString() } });
    expect([told(change), (change.outcomes[0]?.route as { over?: boolean }).over]).toEqual([outcome, over]);
  });
});

describe('RTE-28 who waits for several slots is not starved by those who take one', () => {
  it('has the agent who lacks fewest kept for it, while others pass elsewhere', () => {
    const shop = heavyShop({ A: { capacity: 3 }, B: { capacity: 2 } });
    write(shop, '10:00', ['b1', 'b2', 'b3', 'b4']);
    expect(loads(shop)).toEqual(['A 2/3', 'B 2/2']);
    expect(told(write(shop, '10:01', ['a1', 'b5']))).toEqual(['a1 queued', 'b5 queued']);
    const kept = write(shop, '10:02', ['b6']).outcomes[0]!;
    expect(readCandidates(kept.record, (no) => (no === 0 ? 'A' : 'B')).map(({ verdict }) => verdict)).toEqual(['KEPT', 'AT_CAPACITY']);
    expect(told(close(shop, '10:03', 'b2'))).toEqual(['b5 B']);
    expect(told(close(shop, '10:04', 'b1'))).toEqual(['a1 A']);
    expect(loads(shop)).toEqual(['A 3/3', 'B 2/2']);
  });

  it('is served in the end though small ones come for ever, each when a slot frees', () => {
    const shop = heavyShop({ A: { capacity: 2 }, B: { capacity: 2 } });
    write(shop, '10:00', ['b1', 'b2', 'b3', 'b4', 'a1']);
    const running = ['b1', 'b2', 'b3', 'b4'];
    let served = -1;
    for (let turn = 0; turn < 10 && served < 0; turn += 1) {
      const next = `b${turn + 5}`;
      const lines = [...told(close(shop, '10:01', running.shift()!)), ...told(write(shop, '10:01', [next]))];
      if (lines.some((line) => line.startsWith('a1 '))) served = turn;
      else if (lines.includes(`${next} A`) || lines.includes(`${next} B`)) running.push(next);
    }
    expect(served).toBeGreaterThanOrEqual(0);
    expect(served).toBeLessThanOrEqual(3);
  });

  it('lets pass who waits longer, and who comes first by its band', () => {
    const shop = heavyShop({ A: { capacity: 2 } }, { newCustomerPriority: true });
    write(shop, '10:00', ['b1', 'b2', 'b3']);
    write(shop, '10:01', ['a1']);
    expect(told(close(shop, '10:02', 'b1'))).toEqual(['b3 A']);
    expect(told(close(shop, '10:03', 'b2'))).toEqual([]);
    const purchases = { recent: [at('09:00', 1).toISOString()], firstPaidAt: at('09:00', 1).toISOString() };
    expect(told(write(shop, '10:04', ['b4'], { purchases }))).toEqual(['b4 queued', 'b4 A']);
  });

  it('keeps one agent for the first of a pool, not more for those behind it', () => {
    const shop = heavyShop({ A: { capacity: 3 }, B: { capacity: 3 } });
    write(shop, '10:00', ['b1', 'b2', 'b3', 'b4', 'a1', 'a2']);
    expect([told(write(shop, '10:01', ['b5', 'b6'])), [...shop.kept].map(({ id }) => id)]).toEqual([['b5 B', 'b6 queued'], ['A']]);
  });

  it('is seen by whoever only looks at the shop: nobody starves, and nobody can move', () => {
    const shop = heavyShop({ A: { capacity: 2 } });
    write(shop, '10:00', ['b1', 'a1', 'b2']);
    expect([canMove({ state: shop, now: at('10:00') }), assignableNow({ state: shop, now: at('10:00') })]).toEqual([false, []]);
    for (const agent of shop.kept) agent.barred = null;
    shop.kept.clear();
    expect([assignableNow({ state: shop, now: at('10:00') }), [...shop.kept].map(({ id }) => id)]).toEqual([[], ['A']]);
  });

  it('keeps nobody who is away, or has too few as it is, and lets go when the buyer leaves', () => {
    const shop = heavyShop({ A: { capacity: 2 }, B: { capacity: 4, presence: 'REST' } });
    write(shop, '10:00', ['b1', 'a1', 'b2']);
    expect([...shop.kept].map(({ id }) => id)).toEqual(['A']);
    expect([told(close(shop, '10:01', 'a1')), shop.kept.size]).toEqual([['b2 A'], 0]);
  });
});
