import { shopChanged } from '../../copies/domain/take-snapshots';
import { agentView } from '../../presence/domain/agent-view';
import { at, flight, loads, queued, settings, shopWith, told, type ExampleAgent } from '../../flight/domain/example-shop';
import { refreshRoster, type ShopState } from '../../flight/domain/shop-state';
import type { ShopChange } from '../../flight/domain/shop-change';
import { setPresence } from '../../presence/domain/set-presence';
import { noRules, type AgentGroup, type RoutingRules } from '../../rules/domain/routing-rules';
import { drain } from './drain';
import { membersOf } from './pools';
import { sessionClosed } from './session-closed';
import { sessionStarted } from './session-started';
import { unknownFacts, type SessionFacts } from './waiting-entry';

const group = (name: string, members: readonly string[], rest: Partial<AgentGroup> = {}): AgentGroup => ({
  id: name,
  name,
  members,
  statuses: [],
  crowds: [],
  ...rest,
});

const presale = group('presale', ['A'], { statuses: ['UNPAID', 'NO_ACTIVE_ORDER'] });
const afterSales = group('after-sales', ['B'], { statuses: ['AFTER_SALES'] });

function setRules(change: ShopChange, rules: Partial<RoutingRules>): void {
  change.state.rules = { ...noRules, ...rules };
  refreshRoster(change.state);
  drain(change);
}

function shop(agents: Readonly<Record<string, ExampleAgent>>, groups: readonly AgentGroup[] = [presale, afterSales]): ShopState {
  const state = shopWith(agents, { routingMode: 'GROUP' });
  flight(state, at('09:00'), (change) => setRules(change, { groups }));
  return state;
}

const write = (change: ShopChange, sessionId: string, facts: Partial<SessionFacts>): void =>
  sessionStarted(change, { sessionId, openedAt: change.now, facts: { ...unknownFacts, ...facts } }, null);

const buyers = (state: ShopState, time: string, ...all: readonly (readonly [string, Partial<SessionFacts>])[]): ShopChange =>
  flight(state, at(time), (change) => all.forEach(([id, facts]) => write(change, id, facts)));

it('RTE-7 UNPAID to the pre-sale group, a refund to the after-sales group, each though the other is idle', () => {
  const state = shop({ A: { capacity: 5 }, B: { capacity: 5 } });
  const change = buyers(
    state,
    '10:00',
    ['b1', { orderStatus: 'AFTER_SALES' }],
    ['b2', { orderStatus: 'AFTER_SALES' }],
    ['b3', { orderStatus: 'UNPAID' }],
  );
  expect(told(change)).toEqual(['b1 B', 'b2 B', 'b3 A']);
  expect(change.outcomes.map(({ pool, route }) => [pool, route.rule])).toEqual([
    ['AFTER_SALES', 'RTE-7'],
    ['AFTER_SALES', 'RTE-7'],
    ['UNPAID', 'RTE-7'],
  ]);
});

it('RTE-7 one status may bind several groups', () => {
  const state = shop({ A: {}, B: {} }, [presale, group('second', ['B'], { statuses: ['UNPAID'] })]);
  expect(told(buyers(state, '10:00', ['b1', { orderStatus: 'UNPAID' }], ['b2', { orderStatus: 'UNPAID' }]))).toEqual(['b1 A', 'b2 B']);
});

it('RTE-8, RES-34 nobody of the group is ONLINE: any other online agent; a resting one does not count', () => {
  const state = shop({ A: { presence: 'REST' }, B: {} });
  const change = buyers(state, '10:00', ['b1', { orderStatus: 'UNPAID' }]);
  expect([told(change), change.outcomes[0]?.route.rule]).toEqual([['b1 B'], 'RTE-8']);
});

it('RTE-9 an unbound status goes to any online agent', () => {
  const state = shop({ A: { capacity: 1 }, B: { capacity: 1 } });
  expect(told(buyers(state, '10:00', ['b1', { orderStatus: 'SHIPPED' }], ['b2', { orderStatus: 'SHIPPED' }]))).toEqual(['b1 A', 'b2 B']);
});

it('RTE-17 the group is full: the pool of the status, not B; A ends one ⇒ b1 to A', () => {
  const state = shop({ A: { capacity: 1 }, B: { capacity: 5 } });
  const change = buyers(state, '10:00', ['b0', { orderStatus: 'UNPAID' }], ['b1', { orderStatus: 'UNPAID' }]);
  expect(told(change)).toEqual(['b0 A', 'b1 queued']);
  expect(change.outcomes[1]).toMatchObject({ pool: 'UNPAID', route: { cause: 'ALL_AT_CAPACITY', rule: 'RTE-17' } });
  expect(told(flight(state, at('10:05'), (later) => sessionClosed(later, 'b0', later.now)))).toEqual(['b1 A']);
});

it('RES-5 other agents only help where nobody of the group is online, or none is bound: where it is full its buyers wait', () => {
  const unpaid = { orderStatus: 'UNPAID' } as const;
  const placed = (agents: Readonly<Record<string, ExampleAgent>>, facts: Partial<SessionFacts>) =>
    told(buyers(shop(agents), '10:00', ['b0', unpaid], ['b1', facts])).at(-1);
  expect([
    placed({ A: { capacity: 1 }, B: {} }, unpaid),
    placed({ A: { capacity: 1 }, B: {} }, { orderStatus: 'SHIPPED' }),
    placed({ A: { presence: 'OFFLINE' }, B: {} }, unpaid),
  ]).toEqual(['b1 queued', 'b1 B', 'b1 B']);
});

it('RES-35 the group loses its last ONLINE agent: those who wait for it go to others', () => {
  const state = shop({ A: { capacity: 1 }, B: { capacity: 5 } });
  buyers(state, '10:00', ['b0', { orderStatus: 'UNPAID' }], ['b1', { orderStatus: 'UNPAID' }]);
  const change = flight(state, at('10:01'), (one) => void setPresence(one, { agentId: 'A', presence: 'REST', reason: null, device: null }));
  expect(told(change)).toEqual(['b1 B']);
});

it('RTE-28 other pools only while no agent of their groups is online: A comes back ⇒ B takes no more of them', () => {
  const state = shop({ A: { capacity: 1, presence: 'REST' }, B: { capacity: 1 } });
  buyers(state, '10:00', ['b0', { orderStatus: 'UNPAID' }], ['b1', { orderStatus: 'UNPAID' }], ['b2', { orderStatus: 'UNPAID' }]);
  const back = flight(state, at('10:01'), (one) => void setPresence(one, { agentId: 'A', presence: 'ONLINE', reason: null, device: null }));
  expect(told(back)).toEqual(['b1 A']);
  expect(told(flight(state, at('10:02'), (later) => sessionClosed(later, 'b0', later.now)))).toEqual([]);
  expect([queued(state), loads(state)]).toEqual([1, ['A 1/1', 'B 0/1']]);
});

it('RTE-2 BASIC and back: the groups are still there, and those who wait go along', () => {
  const state = shop({ A: { capacity: 1 }, B: { capacity: 1 } });
  buyers(state, '10:00', ['b0', { orderStatus: 'UNPAID' }], ['b1', { orderStatus: 'UNPAID' }], ['b2', { orderStatus: 'UNPAID' }]);
  const basic = flight(state, at('10:01'), (change) => shopChanged(change, settings({ routingMode: 'BASIC' }, { version: 2 })));
  expect(told(basic)).toEqual(['b1 B', 'b2 queued']);
  expect(basic.outcomes.at(-1)?.pool).toBe('ALL');
  const grouped = flight(state, at('10:02'), (change) => shopChanged(change, settings({ routingMode: 'GROUP' }, { version: 3 })));
  expect([told(grouped), grouped.outcomes[0]?.pool]).toEqual([['b2 queued'], 'UNPAID']);
});

it('RTE-36, RES-40 queue off: the least saturated of the group, else of the shop', () => {
  const off = (presence: ExampleAgent['presence']) => {
    const state = shopWith(
      { A: { capacity: 1, ...(presence && { presence }) }, B: { capacity: 5 } },
      { routingMode: 'GROUP', queueEnabled: false },
    );
    flight(state, at('09:00'), (change) => setRules(change, { groups: [presale, afterSales] }));
    return told(buyers(state, '10:00', ['b0', { orderStatus: 'UNPAID' }], ['b1', { orderStatus: 'UNPAID' }]));
  };
  expect([off('ONLINE'), off('REST')]).toEqual([
    ['b0 A', 'b1 A'],
    ['b0 B', 'b1 B'],
  ]);
});

describe('RTE-55, RES-44 a group that is there for a crowd', () => {
  const joined = { crowdId: 'members', kind: 'MEMBER', joinedAt: '2026-03-01T12:00:00+08:00' };
  const vip = group('vip', ['C'], { crowds: ['members'], statuses: ['UNPAID'] });
  const member = { orderStatus: 'UNPAID', crowds: [joined] } as const;

  it('RTE-55 serves its members, whatever their status, and skips no queue', () => {
    const state = shop({ A: { capacity: 5 }, C: { capacity: 1 } }, [presale, vip]);
    const change = buyers(state, '10:00', ['m1', member], ['m2', member]);
    expect([told(change), change.outcomes[1]?.pool, change.outcomes[1]?.band]).toEqual([['m1 C', 'm2 queued'], 'CROWD:members', 'NORMAL']);
  });

  it('RES-44 and nobody else', () => {
    const state = shop({ A: { capacity: 1 }, C: { capacity: 5 } }, [presale, vip]);
    expect(told(buyers(state, '10:00', ['b1', { orderStatus: 'UNPAID' }], ['b2', { orderStatus: 'UNPAID' }]))).toEqual([
      'b1 A',
      'b2 queued',
    ]);
  });

  it('RTE-45 who joined today is not yet a member', () => {
    const state = shop({ A: { capacity: 5 }, C: { capacity: 5 } }, [presale, vip]);
    const today = { ...member, crowds: [{ ...joined, joinedAt: '2026-03-02T00:00:00+08:00' }] };
    expect(told(buyers(state, '10:00', ['m1', today]))).toEqual(['m1 A']);
    expect(told(buyers(state, '10:00', ['m2', member]))).toEqual(['m2 C']);
  });
});

it('RTE-54, RES-86 under WEIGHTED the weights move with buyers whose crowd comes first too', () => {
  const state = shopWith(
    { A: { capacity: 5 }, B: { capacity: 5 }, C: { capacity: 5 } },
    { assignStrategy: 'WEIGHTED', priorityCrowds: true },
  );
  const crowd = { crowdId: 'vip', kind: 'CUSTOM', joinedAt: '2026-02-01T00:00:00Z' };
  flight(state, at('09:00'), (change) => {
    shopChanged(
      change,
      settings({ assignStrategy: 'WEIGHTED', priorityCrowds: true }, { version: 2, tiers: [{ month: '2026-03', tier: 'GOLD' }] }),
    );
    setRules(change, { priorityCrowds: ['vip'] });
  });
  buyers(state, '10:00', ...Array.from({ length: 9 }, (_, index) => [`m${index}`, { crowds: [crowd] }] as const));
  expect(loads(state)).toEqual(['A 3/5', 'B 3/5', 'C 3/5']);
});

describe('RTE-22, RTE-23 new customers stand at the front', () => {
  const isNew = { purchases: { recent: ['2026-02-25T10:00:00+08:00'], firstPaidAt: '2026-02-25T10:00:00+08:00' } };

  it('RTE-23 b1 new 10:00, b4 new 10:01, pool [b2, b3] ⇒ [b1, b4, b2, b3]', () => {
    const state = shopWith({ A: { capacity: 1 } }, { newCustomerPriority: true });
    buyers(state, '09:00', ['b0', {}]);
    buyers(state, '09:58', ['b2', {}]);
    buyers(state, '09:59', ['b3', {}]);
    buyers(state, '10:00', ['b1', isNew]);
    buyers(state, '10:01', ['b4', isNew]);
    const order = ['b0', 'b1', 'b4', 'b2'].map((id) => told(flight(state, at('10:02'), (change) => sessionClosed(change, id, change.now))));
    expect(order).toEqual([['b1 A'], ['b4 A'], ['b2 A'], ['b3 A']]);
  });

  it('RTE-22 switched off they are like anybody', () => {
    const state = shopWith({ A: { capacity: 1 } });
    buyers(state, '09:00', ['b0', {}]);
    buyers(state, '09:59', ['b2', {}]);
    buyers(state, '10:00', ['b1', isNew]);
    expect(told(flight(state, at('10:02'), (change) => sessionClosed(change, 'b0', change.now)))).toEqual(['b2 A']);
  });
});

describe('RTE-30 offline routing', () => {
  const listed = (policy: Parameters<typeof shopWith>[1], offlineAgents: readonly string[]) => {
    const state = shopWith(
      { A: { capacity: 1, presence: 'OFFLINE' }, B: { capacity: 1, presence: 'OFFLINE' }, C: { presence: 'OFFLINE' } },
      policy,
    );
    flight(state, at('09:00'), (change) => setRules(change, { offlineAgents }));
    return state;
  };

  it('RTE-30 list [A, B], both offline, 4 buyers ⇒ 2 each; counted beyond the capacity (INV-2)', () => {
    const state = listed({ offlineRouting: true }, ['A', 'B']);
    buyers(state, '10:00', ['b1', {}], ['b2', {}], ['b3', {}], ['b4', {}]);
    expect([...state.agents.values()].map(({ id, load, overLoad }) => [id, load, overLoad])).toEqual([
      ['A', 2, 2],
      ['B', 2, 2],
      ['C', 0, 0],
    ]);
  });

  it('RTE-31 those who wait go to the list once it is filled', () => {
    const state = listed({ offlineRouting: true }, []);
    expect(told(buyers(state, '10:00', ['b1', {}], ['b2', {}]))).toEqual(['b1 queued', 'b2 queued']);
    expect(told(flight(state, at('10:01'), (change) => setRules(change, { offlineAgents: ['B'] })))).toEqual(['b1 B', 'b2 B']);
  });

  it('RTE-34 PROXY: the account that stands in, active and not flagged', () => {
    const state = listed({ unavailableHandling: 'PROXY' }, []);
    flight(state, at('09:30'), (change) => setRules(change, { proxyAgentId: 'C' }));
    const change = buyers(state, '10:00', ['b1', {}]);
    expect([told(change), change.outcomes[0]?.route]).toMatchObject([['b1 C'], { cause: 'PROXY', rule: 'RTE-34', over: true }]);
    expect(agentView(state.agents.get('C')!)).toMatchObject({ presence: 'OFFLINE', load: 1 });
  });
});

it('RTE-13, RTE-28 the head of a pool that cannot move holds up nobody who is known to an agent that is back', () => {
  const state = shopWith({ A: { capacity: 1 } }, { returningBypassesCapacity: true });
  buyers(state, '10:00', ['b0', {}], ['b1', {}]);
  flight(state, at('10:00'), (change) => void setPresence(change, { agentId: 'A', presence: 'REST', reason: null, device: null }));
  buyers(state, '10:01', ['b2', { lastHuman: { agentId: 'A', at: '2026-03-02T09:00:00+08:00' } }]);
  const back = flight(
    state,
    at('10:02'),
    (change) => void setPresence(change, { agentId: 'A', presence: 'ONLINE', reason: null, device: null }),
  );
  expect([told(back), queued(state)]).toEqual([['b2 A'], 1]);
});

it('RTE-8 a pool belongs to the members of its groups; that of groups without any to everybody', () => {
  const rules = { ...noRules, groups: [presale, group('empty', [], { statuses: ['SHIPPED'] })] };
  expect([...membersOf('UNPAID', rules).groups!]).toEqual(['A']);
  expect(membersOf('SHIPPED', rules).groups!.size).toBe(0);
  expect(membersOf('ALL', rules)).toEqual({ groups: null, passed: new Set(), tried: new Set() });
  expect(membersOf('UNPAID without B,C', rules)).toEqual({ groups: new Set(['A']), passed: new Set(['B', 'C']), tried: new Set() });
  expect(membersOf('UNPAID without !C,B', rules)).toEqual({ groups: new Set(['A']), passed: new Set(['B']), tried: new Set(['C']) });
});
