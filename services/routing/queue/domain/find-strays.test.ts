import { at, flight, shopWith, told } from '../../flight/domain/example-shop';
import type { ShopState } from '../../flight/domain/shop-state';
import { saveGroup, saveSettings } from '../../rules/domain/save-rules';
import { sessionStarted } from './session-started';
import { unknownFacts, type SessionFacts } from './waiting-entry';

const write = (state: ShopState, time: string, facts: Readonly<Record<string, Partial<SessionFacts>>>) =>
  flight(state, at(time), (change) =>
    Object.entries(facts).forEach(([sessionId, brought]) =>
      sessionStarted(change, { sessionId, openedAt: change.now, facts: { ...unknownFacts, ...brought } }, null),
    ),
  );

const workUnits = [{ status: 'AFTER_SALES' as const, slots: 3 }];

/** A 2/3, B 1/2; b1 of Taobao and b2 of Douyin wait for three slots each, the one behind the other, B being kept for them. */
function stuckShop(): ShopState {
  const state = shopWith({ A: { capacity: 3 }, B: { capacity: 2 } });
  flight(state, at('09:00'), (change) => void saveSettings(change, { workUnits }));
  write(state, '09:01', { a1: {}, a2: {}, a3: {} });
  const asked = { orderStatus: 'AFTER_SALES' } as const;
  write(state, '10:00', { b1: { ...asked, channel: 'TAOBAO' }, b2: { ...asked, channel: 'DOUYIN' } });
  return state;
}

const limitDouyin = (state: ShopState) =>
  flight(state, at('10:01'), (change) => void saveSettings(change, { channelLimits: [{ agentId: null, channel: 'DOUYIN', most: 1 }] }));

it('RTE-28 a setting by which one in a queue may be served acts at once, also behind one who still waits', () => {
  expect(told(limitDouyin(stuckShop()))).toEqual(['b2 queued', 'b2 A']);
});

it('RTE-28 also where the shop is read anew in between', () => {
  const state = stuckShop();
  state.strays = null;
  expect(told(limitDouyin(state))).toEqual(['b2 queued', 'b2 A']);
});

it('RTE-7 whoever belongs to a group that is made while they queue goes to its pool, each in turn, the others stay', () => {
  const state = shopWith({ A: { capacity: 1 }, B: { capacity: 1 } }, { routingMode: 'GROUP' });
  const group = (newId: string, members: string[], statuses: ('UNPAID' | 'SHIPPED')[]) =>
    flight(state, at('10:05'), (change) => void saveGroup(change, { groupId: null, newId, name: newId, members, statuses, crowds: [] }));
  group('g1', ['A', 'B'], ['SHIPPED']);
  write(state, '10:00', { a1: {}, a2: {}, b1: {}, b2: { orderStatus: 'UNPAID' }, b3: {}, b4: { orderStatus: 'UNPAID' } });
  expect(group('g2', ['B'], ['UNPAID']).outcomes.map(({ sessionId, pool }) => [sessionId, pool])).toEqual([
    ['b2', 'UNPAID'],
    ['b4', 'UNPAID'],
  ]);
});

it('RTE-45 who joined a crowd with a group of its own yesterday belongs to it from midnight on, wherever in a queue', () => {
  const state = shopWith({ A: { capacity: 1 }, B: {} }, { routingMode: 'GROUP' });
  flight(state, at('09:00'), (change) => {
    saveGroup(change, { groupId: null, newId: 'g1', name: 'g1', members: ['A'], statuses: ['UNPAID'], crowds: [] });
    saveGroup(change, { groupId: null, newId: 'g2', name: 'g2', members: ['B'], statuses: [], crowds: ['vip'] });
  });
  const orderStatus = 'UNPAID';
  const crowds = [{ crowdId: 'vip', kind: 'MEMBER', joinedAt: at('23:00').toISOString() }];
  write(state, '23:30', { a1: { orderStatus }, b1: { orderStatus }, b2: { orderStatus, crowds } });
  expect(told(flight(state, at('23:59:59')))).toEqual([]);
  expect(told(flight(state, at('00:00', 3)))).toEqual(['b2 queued', 'b2 B']);
});
