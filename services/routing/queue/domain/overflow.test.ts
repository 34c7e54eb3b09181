import { isRefusal } from '#libs/platform/errors';
import { readCandidates, readChain } from '../../decision/domain/decision-record';
import { explain } from '../../decision/domain/explain';
import { replayDecision } from '../../decision/domain/replay-decision';
import { at, flight, shopWith, told, type ExampleAgent } from '../../flight/domain/example-shop';
import type { ShopState } from '../../flight/domain/shop-state';
import { transferToGroup } from '../../handover/domain/hand-over';
import { setPresence } from '../../presence/domain/set-presence';
import type { Overflow } from '../../rules/domain/routing-rules';
import { removeGroup, saveGroup } from '../../rules/domain/save-rules';
import { overflowOf } from './overflow';
import { sessionClosed } from './session-closed';
import { sessionStarted } from './session-started';
import { unknownFacts, type OrderStatus, type SessionFacts } from './waiting-entry';

const group = (
  state: ShopState,
  id: string,
  members: readonly string[],
  { statuses = [], overflow }: { statuses?: readonly OrderStatus[]; overflow?: Overflow | null } = {},
) =>
  flight(state, at('09:00'), (change) => {
    const known = state.rules.groups.some((one) => one.id === id);
    const saved = saveGroup(change, { groupId: known ? id : null, newId: id, name: id, members, statuses, crowds: [], overflow });
    if (isRefusal(saved)) throw new Error(`${saved.code} ${saved.field} ${saved.message}`);
  });

/** UNPAID is for `pre` (A), after 30 s for `after` (B) too, and 60 s behind that for `vip` (C). */
function chained(agents: Readonly<Record<string, ExampleAgent>>, policy: Parameters<typeof shopWith>[1] = {}): ShopState {
  const state = shopWith(agents, { routingMode: 'GROUP', ...policy });
  group(state, 'vip', ['C']);
  group(state, 'after', ['B'], { statuses: ['AFTER_SALES'], overflow: { toGroupId: 'vip', afterSeconds: 60 } });
  group(state, 'pre', ['A'], { statuses: ['UNPAID'], overflow: { toGroupId: 'after', afterSeconds: 30 } });
  return state;
}
const one = { capacity: 1 };

const write = (state: ShopState, time: string, ids: readonly string[], facts: Partial<SessionFacts> = {}) =>
  flight(state, at(time), (change) =>
    ids.forEach((sessionId) =>
      sessionStarted(change, { sessionId, openedAt: change.now, facts: { ...unknownFacts, orderStatus: 'UNPAID', ...facts } }, null),
    ),
  );
const close = (state: ShopState, time: string, id: string) => flight(state, at(time), (change) => sessionClosed(change, id, change.now));

describe('RTE-17 buyers whom a group does not take in time go on to the next ones', () => {
  it('at that instant and not before, along the chain', () => {
    const shop = chained({ A: one, B: one, C: one });
    expect(told(write(shop, '10:00:00', ['b1', 'b2', 'b3']))).toEqual(['b1 A', 'b2 queued', 'b3 queued']);
    expect(shop.storedWakeAt).toEqual(at('10:00:30'));
    expect(told(flight(shop, new Date(at('10:00:30').getTime() - 1)))).toEqual([]);
    expect(told(flight(shop, at('10:00:30')))).toEqual(['b2 B']);
    expect(shop.storedWakeAt).toEqual(at('10:01:30'));
    expect(told(flight(shop, new Date(at('10:01:30').getTime() - 1)))).toEqual([]);
    expect([told(flight(shop, at('10:01:30'))), shop.storedWakeAt]).toEqual([['b3 C'], null]);
  });

  it('to whoever has room first by then, its own group too', () => {
    const shop = chained({ A: one, B: one, C: one });
    write(shop, '10:00', ['b1', 'b2', 'b3']);
    write(shop, '10:00', ['a1'], { orderStatus: 'AFTER_SALES' });
    flight(shop, at('10:00:30'));
    expect(told(close(shop, '10:00:40', 'b1'))).toEqual(['b2 A']);
    expect(told(close(shop, '10:00:50', 'a1'))).toEqual(['b3 B']);
  });

  it('does not let buyers of the other group wait behind younger ones', () => {
    const shop = chained({ A: one, B: one, C: one });
    write(shop, '10:00', ['a1'], { orderStatus: 'AFTER_SALES' });
    write(shop, '10:01', ['b1', 'b2']);
    write(shop, '10:00:59', ['a2'], { orderStatus: 'AFTER_SALES' });
    flight(shop, at('10:01:31'));
    expect(told(close(shop, '10:01:40', 'a1'))).toEqual(['a2 B']);
  });

  it('says the chain, the verdicts of both groups, and replays (INV-4)', () => {
    const shop = chained({ A: one, B: one, C: one });
    write(shop, '10:00', ['b1', 'b2']);
    const { record, route, pool } = flight(shop, at('10:00:30')).outcomes[0]!;
    const names = ['A', 'B', 'C'];
    expect(route).toMatchObject({ agentId: 'B', rule: 'RTE-8' });
    expect(readCandidates(record, (no) => names[no]!).map(({ id, verdict }) => [id, verdict])).toEqual([
      ['A', 'AT_CAPACITY'],
      ['B', 'CHOSEN'],
    ]);
    const chain = readChain(record);
    expect([chain, explain({ ...route, pool, chain }, 'B', 'EN'), explain({ ...route, pool, chain }, 'B', 'ZH_CN')]).toEqual([
      ['pre', 'after'],
      'The groups for UNPAID did not take the buyer in time: it went on along pre → after, to B.',
      '“已拍未付款”对应分组未能及时接待,按溢出顺序pre → after分配给B。',
    ]);
    const kept = { ...record, ...route, id: 'd', sessionId: 'b2', agentId: 'B' };
    expect(replayDecision(kept, (no) => names[no]!)).toBeNull();
  });

  it('for an older buyer of the other band too, whoever stands before it', () => {
    const shop = chained({ A: one, B: one, C: one }, { newCustomerPriority: true });
    write(shop, '10:00', ['b1', 'b2']);
    const purchases = { recent: [at('09:00', 1).toISOString()], firstPaidAt: at('09:00', 1).toISOString() };
    write(shop, '10:00:20', ['n1'], { purchases });
    expect(told(flight(shop, at('10:00:30')))).toEqual(['b2 B']);
    expect(told(flight(shop, at('10:00:50')))).toEqual([]);
  });

  it('leaves with its group what was given to it by hand (RTE-62), and helps out at once where nobody of the group is online (RTE-8)', () => {
    const shop = chained({ A: one, B: one, C: one });
    write(shop, '10:00', ['b1']);
    write(shop, '10:00', ['a1'], { orderStatus: 'AFTER_SALES' });
    flight(shop, at('10:01'), (change) => void transferToGroup(change, 'b1', 'after', { accountId: 'A', isManager: false }, null));
    expect([told(flight(shop, at('10:10'))), shop.storedWakeAt]).toEqual([[], null]);
    flight(shop, at('10:11'), (change) => setPresence(change, { agentId: 'A', presence: 'REST', reason: null, device: null }));
    expect(told(write(shop, '10:12', ['b5']))).toEqual(['b5 C']);
  });

  it('is known to a copy of the shop that was read anew, for messages that were left as well', () => {
    const shop = chained({ A: one, B: one, C: one });
    write(shop, '10:00', ['b1', 'b2']);
    shop.storedWakeAt = null;
    flight(shop, at('10:00:10'));
    expect(shop.storedWakeAt).toEqual(at('10:00:30'));
    expect(told(flight(shop, at('12:00')))).toEqual(['b2 B']);
  });
});

describe('RTE-17 overflow is saved as it can be', () => {
  const refused = (shop: ShopState, id: string, toGroupId: string): unknown => {
    let answer: unknown;
    flight(shop, at('09:30'), (change) => {
      const saved = saveGroup(change, { groupId: id, newId: '', overflow: { toGroupId, afterSeconds: 1 } });
      answer = isRefusal(saved) ? [saved.code, saved.field, saved.message] : saved.overflow;
    });
    return answer;
  };

  it('no circle, not with itself, and none that is not there', () => {
    const shop = chained({ A: one, B: one, C: one });
    expect(refused(shop, 'vip', 'pre')).toEqual([
      ...['CIRCULAR_OVERFLOW', 'overflow.toGroupId', 'Buyers would go in a circle: vip → pre → after → vip.'],
    ]);
    expect(refused(shop, 'vip', 'vip')).toEqual(['CIRCULAR_OVERFLOW', 'overflow.toGroupId', 'Buyers would go in a circle: vip → vip.']);
    expect(refused(shop, 'vip', 'gone')).toEqual(['GROUP_NOT_FOUND', 'overflow.toGroupId', 'No such group in this shop.']);
    expect(shop.rules.groups.find(({ id }) => id === 'vip')?.overflow).toBeUndefined();
  });

  it('five groups in a chain, not six, wherever the new link is', () => {
    const shop = shopWith({ A: one }, { routingMode: 'GROUP' });
    ['g6', 'g5', 'g4', 'g3', 'g2', 'g1'].forEach((id) => group(shop, id, ['A']));
    for (const number of [1, 2, 4, 5])
      expect(refused(shop, `g${number}`, `g${number + 1}`)).toEqual({ toGroupId: `g${number + 1}`, afterSeconds: 1 });
    expect(refused(shop, 'g3', 'g4')).toEqual([
      ...['OVERFLOW_TOO_DEEP', 'overflow.toGroupId', 'Buyers would go through too many groups: g1 → g2 → g3 → g4 → g5 → g6.'],
    ]);
  });

  it('absent as it was, null for none; a group that goes away is the end of the chain', () => {
    const shop = chained({ A: one, B: one, C: one });
    group(shop, 'pre', ['A'], { statuses: ['UNPAID'] });
    expect(overflowOf('UNPAID', shop.rules.groups).map(({ groupId, afterMs }) => [groupId, afterMs])).toEqual([
      ['after', 30_000],
      ['vip', 90_000],
    ]);
    flight(shop, at('09:40'), (change) => void removeGroup(change, 'vip'));
    expect(overflowOf('UNPAID', shop.rules.groups).map(({ groupId }) => groupId)).toEqual(['after']);
    group(shop, 'pre', ['A'], { statuses: ['UNPAID'], overflow: null });
    expect(overflowOf('UNPAID', shop.rules.groups)).toEqual([]);
  });
});
