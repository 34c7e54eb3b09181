import { at, flight, loads, queued, shopWith, start, told, unload, type ExampleAgent } from '../../flight/domain/example-shop';
import { refreshRoster, type ShopState } from '../../flight/domain/shop-state';
import type { ShopChange } from '../../flight/domain/shop-change';
import { scheduleChanged } from '../../copies/domain/take-snapshots';
import { hoursVersion } from '../../flight/domain/example-shop';
import { setPresence } from '../../presence/domain/set-presence';
import { sessionClosed } from '../../queue/domain/session-closed';
import { sessionReturned } from '../../queue/domain/session-returned';
import { extend } from '../../queue/domain/waiting-list';
import { sessionEnded } from '../../queue/domain/session-ended';
import { noRules } from '../../rules/domain/routing-rules';
import { assignSession, pullSession, releaseSession, transferToAgent, transferToGroup, type Moved, type Mover } from './hand-over';

const agent = (accountId: string): Mover => ({ accountId, isManager: false });
const manager: Mover = { accountId: 'M', isManager: true };

type Shop = Readonly<Record<string, ExampleAgent>>;

/** A shop in which these sessions have started one after the other. */
function shop(agents: Shop, ...sessions: readonly string[]): ShopState {
  const state = shopWith(agents);
  flight(state, at('10:00'), (change) => sessions.forEach((one) => start(change, one)));
  return state;
}

/** A move on the flight's shop: what it answered, and what was told. */
function move(state: ShopState, time: string, run: (change: ShopChange) => ReturnType<typeof pullSession>) {
  let answer: ReturnType<typeof pullSession> | undefined;
  const change = flight(state, at(time), (one) => {
    answer = run(one);
  });
  const moved = answer && 'outcome' in answer ? null : (answer as Moved);
  const refused = answer && 'outcome' in answer ? [answer.code, answer.field] : null;
  return { change, told: told(change), moved, refused, takenBy: answer && 'outcome' in answer ? answer.takenBy : undefined };
}

const events = ({ outcomes }: ShopChange) =>
  outcomes.map(({ route: { cause, rule }, previousAgentId, byHand }) => [cause, rule, previousAgentId, byHand?.by]);

describe('RTE-39 pulling from the queue', () => {
  const noRouting = { A: { capacity: 1 }, N: { noRouting: true, capacity: 1 } };

  it('RTE-39 a no-routing account pulls b2 from [b1, b2]', () => {
    const state = shop(noRouting, 'b0', 'b1', 'b2');
    const pulled = move(state, '10:01', (change) => pullSession(change, 'b2', agent('N')));
    expect([pulled.told, pulled.moved, events(pulled.change)]).toEqual([
      ['b2 N'],
      { sessionId: 'b2', giverId: null, takerId: 'N' },
      [['MANUAL', 'RTE-39', null, 'N']],
    ]);
    expect(pulled.change.outcomes[0]).toMatchObject({ waitedMs: 60_000, enqueuedAt: at('10:00') });
  });

  it('RTE-39 two pull b2 at once: one has it, the other is told who', () => {
    const state = shop(noRouting, 'b0', 'b1', 'b2');
    move(state, '10:01', (change) => pullSession(change, 'b2', agent('N')));
    const second = move(state, '10:01', (change) => pullSession(change, 'b2', agent('A')));
    expect([second.refused, second.takenBy, second.told]).toEqual([['ALREADY_TAKEN', 'sessionId'], 'N', []]);
    expect(move(state, '10:02', (change) => pullSession(change, 'b2', agent('N'))).moved).toMatchObject({ takerId: 'N' });
  });

  it('RTE-26 beyond the capacity it is counted apart, and nothing automatic follows until below it again', () => {
    const state = shop({ A: { capacity: 1 } }, 'b0', 'b1', 'b2');
    move(state, '10:01', (change) => pullSession(change, 'b2', agent('A')));
    expect([loads(state), state.agents.get('A')?.overLoad, queued(state)]).toEqual([['A 2/1'], 1, 1]);
    expect(told(flight(state, at('10:02'), (change) => sessionClosed(change, 'b0', change.now)))).toEqual([]);
    expect(told(flight(state, at('10:03'), (change) => sessionClosed(change, 'b2', change.now)))).toEqual(['b1 A']);
  });

  it('RTE-39 whoever pulls one that came back from an agent who is gone has it from nobody', () => {
    const state = shop({ A: { capacity: 1 }, B: { capacity: 1 } }, 'b0', 'b1');
    const gone = { sessionId: 'b0', agentId: 'A', returnedAt: at('10:01'), waitingSince: at('10:00') };
    flight(state, at('10:01'), (change) => {
      setPresence(change, { agentId: 'A', presence: 'OFFLINE', reason: null, device: null });
      sessionReturned(change, gone);
    });
    const pulled = move(state, '10:02', (change) => pullSession(change, 'b0', agent('B')));
    expect(events(pulled.change)).toEqual([['MANUAL', 'RTE-39', null, 'B']]);
  });

  it('SCH-17 a message left while the shop was closed can be pulled', () => {
    const state = shopWith({ A: {} });
    const closed = hoursVersion(
      1,
      at('08:00'),
      Array.from({ length: 7 }, () => []),
    );
    flight(state, at('09:00'), (change) => scheduleChanged(change, closed));
    flight(state, at('10:00'), (change) => start(change, 'b1'));
    expect(move(state, '10:01', (change) => pullSession(change, 'b1', agent('A'))).told).toEqual(['b1 A']);
  });

  it('SES-6 what has ended or is over cannot be pulled, and what nobody knows may be on its way', () => {
    const state = shop({ A: {}, B: {} }, 'b1', 'b2');
    flight(state, at('10:01'), (change) => sessionEnded(change, 'b1', change.now));
    flight(state, at('10:01'), (change) => sessionClosed(change, 'b2', change.now));
    const refused = (id: string) => move(state, '10:02', (change) => pullSession(change, id, agent('B'))).refused;
    expect([refused('b1'), refused('b2'), refused('b9')]).toEqual([
      ['ILLEGAL_TRANSITION', 'sessionId'],
      ['ILLEGAL_TRANSITION', 'sessionId'],
      ['SESSION_NOT_FOUND', 'sessionId'],
    ]);
  });
});

describe('RTE-26 assigning', () => {
  it('RTE-26 A 1/1, CS_ADMIN assigns b1 ⇒ A 2/1, cause MANUAL', () => {
    const state = shop({ A: { capacity: 1 } }, 'b0', 'b1');
    const assigned = move(state, '10:01', (change) => assignSession(change, 'b1', 'A', manager));
    expect([events(assigned.change), loads(state)]).toEqual([[['MANUAL', 'RTE-26', null, 'M']], ['A 2/1']]);
  });

  it('PRM-6, RES-25 to the main account and to somebody who is away', () => {
    const state = shop({ A: { capacity: 1 }, B: { presence: 'OFFLINE' } }, 'b0', 'b1', 'b2');
    expect(move(state, '10:01', (change) => assignSession(change, 'b1', 'owner', manager)).told).toEqual(['b1 owner']);
    expect(move(state, '10:01', (change) => assignSession(change, 'b2', 'B', manager)).told).toEqual(['b2 B']);
  });

  it('RTE-26 what an agent has is transferred, not assigned; a stranger gets nothing', () => {
    const state = shop({ A: { capacity: 1 }, B: { presence: 'REST' } }, 'b0', 'b1');
    expect(move(state, '10:01', (change) => assignSession(change, 'b0', 'B', manager)).refused).toEqual(['ALREADY_TAKEN', 'sessionId']);
    expect(move(state, '10:01', (change) => assignSession(change, 'b1', 'X', manager)).refused).toEqual(['ACCOUNT_NOT_FOUND', 'agentId']);
  });
});

describe('RTE-62 transfer to an agent', () => {
  it('RTE-62 A 3/5 gives b1 to B 1/5 ⇒ A 2/5, B 2/5, with the note, and the taker counts one more today (RES-32)', () => {
    const state = shop({ A: { capacity: 5 }, B: { capacity: 5, presence: 'REST' } }, 'b1', 'b2', 'b3');
    flight(state, at('10:01'), (change) => void assignSession(change, 'b9', 'B', manager));
    const before = state.agents.get('B')?.assignedToday;
    const moved = move(state, '10:02', (change) => transferToAgent(change, 'b1', 'B', agent('A'), 'asks for a refund'));
    expect([moved.told, loads(state), state.agents.get('B')?.assignedToday]).toEqual([['b1 B'], ['A 2/5', 'B 1/5'], (before ?? 0) + 1]);
    expect(moved.change.outcomes[0]).toMatchObject({
      previousAgentId: 'A',
      revision: 2,
      byHand: { by: 'A', note: 'asks for a refund' },
      load: 1,
    });
  });

  it('RTE-28 the slot that frees is filled at once', () => {
    const state = shop({ A: { capacity: 1 }, B: { capacity: 1, presence: 'REST' } }, 'b1', 'b2');
    expect(move(state, '10:01', (change) => transferToAgent(change, 'b1', 'B', agent('A'), null)).told).toEqual(['b1 B', 'b2 A']);
    expect(loads(state)).toEqual(['A 1/1', 'B 1/1']);
  });

  it('NOT_ASSIGNED for an agent who does not have it; a manager may', () => {
    const state = shop({ A: {}, B: {} }, 'b1');
    expect(move(state, '10:01', (change) => transferToAgent(change, 'b1', 'B', agent('B'), null)).refused).toEqual([
      'NOT_ASSIGNED',
      'sessionId',
    ]);
    expect(move(state, '10:01', (change) => transferToAgent(change, 'b1', 'B', manager, null)).told).toEqual(['b1 B']);
    expect(move(state, '10:01', (change) => transferToAgent(change, 'b1', 'B', manager, null)).refused).toEqual([
      'BAD_USER_INPUT',
      'toAgentId',
    ]);
  });

  it('RTE-62 back and forth: each assignment ends once, and the last close frees the last slot', () => {
    const state = shop({ A: {}, B: { presence: 'REST' } }, 'b1');
    for (const [from, to] of [
      ['A', 'B'],
      ['B', 'A'],
      ['A', 'B'],
    ] as const)
      move(state, '10:01', (change) => transferToAgent(change, 'b1', to, agent(from), null));
    expect(loads(state)).toEqual(['A 0/∞', 'B 1/∞']);
    flight(state, at('10:05'), (change) => sessionClosed(change, 'b1', change.now));
    expect(loads(state)).toEqual(['A 0/∞', 'B 0/∞']);
  });

  it('a session that waits is pulled or assigned, not transferred', () => {
    const state = shop({ A: { capacity: 1 } }, 'b0', 'b1');
    expect(move(state, '10:01', (change) => transferToAgent(change, 'b1', 'A', manager, null)).refused).toEqual([
      'ILLEGAL_TRANSITION',
      'sessionId',
    ]);
  });
});

describe('RTE-62 transfer to a group', () => {
  function withGroup(agents: Shop, members: readonly string[], ...sessions: readonly string[]): ShopState {
    const state = shop(agents, ...sessions);
    state.rules = { ...noRules, groups: [{ id: 'after-sales', name: '售后', members, statuses: [], crowds: [] }] };
    refreshRoster(state);
    return state;
  }
  const toGroup = (change: ShopChange) => transferToGroup(change, 'b1', 'after-sales', agent('A'), null);

  it('RTE-62 to whom of the group has room, whatever the strategy says of others', () => {
    const state = withGroup({ A: {}, B: { presence: 'REST' }, C: { presence: 'REST' } }, ['C'], 'b1');
    flight(state, at('10:00'), (change) => void setPresence(change, { agentId: 'C', presence: 'ONLINE', reason: null, device: null }));
    flight(state, at('10:00'), (change) => void setPresence(change, { agentId: 'B', presence: 'ONLINE', reason: null, device: null }));
    const moved = move(state, '10:01', toGroup);
    expect([moved.told, moved.change.outcomes[0]?.route.rule, moved.change.outcomes[0]?.pool]).toEqual([
      ['b1 C'],
      'RTE-62',
      'GROUP:after-sales',
    ]);
  });

  it.each<[string, ExampleAgent, string]>([
    ['full', { capacity: 1 }, 'ALL_AT_CAPACITY'],
    ['offline', { presence: 'OFFLINE' }, 'NO_AGENT_ONLINE'],
  ])('RTE-62 a group that is %s: the session waits for it, the giver is free, nobody else gets it', (_is, b, cause) => {
    const state = withGroup({ A: { capacity: 2 }, B: b, C: {} }, ['B'], 'b1', 'b2', 'b3');
    const moved = move(state, '10:01', toGroup);
    expect([moved.told, moved.change.outcomes[0]?.route.cause, moved.moved]).toEqual([
      ['b1 queued'],
      cause,
      { sessionId: 'b1', giverId: 'A', takerId: null },
    ]);
    expect([queued(state), state.agents.get('A')?.load]).toEqual([1, b.capacity ? 0 : 1]);
    const back = flight(state, at('10:05'), (change) => {
      if (b.capacity) sessionClosed(change, 'b2', change.now);
      else void setPresence(change, { agentId: 'B', presence: 'ONLINE', reason: null, device: null });
    });
    expect(told(back)).toEqual(['b1 B']);
  });

  it('RTE-62 a group that nobody serves takes nothing', () => {
    const state = withGroup({ A: {}, N: { noRouting: true } }, ['N'], 'b1');
    const moved = move(state, '10:01', toGroup);
    expect([moved.refused, loads(state)]).toEqual([
      ['BAD_USER_INPUT', 'toGroupId'],
      ['A 1/∞', 'N 0/∞'],
    ]);
  });

  it('GROUP_NOT_FOUND for a group the shop does not have, and nothing moves', () => {
    const state = shop({ A: {} }, 'b1');
    const moved = move(state, '10:01', toGroup);
    expect([moved.refused, loads(state)]).toEqual([['GROUP_NOT_FOUND', 'toGroupId'], ['A 1/∞']]);
  });
});

describe('releasing to the queue', () => {
  it('RTE-62 to somebody else who has room, back only where nobody else is left', () => {
    const state = shop({ A: {}, B: {} }, 'b1');
    const first = move(state, '10:01', (change) => releaseSession(change, 'b1', agent('A'), null));
    expect([first.told, first.change.outcomes[0]?.previousAgentId]).toEqual([['b1 B'], 'A']);
    const second = move(state, '10:02', (change) => releaseSession(change, 'b1', agent('B'), null));
    expect([second.told, queued(state)]).toEqual([['b1 A'], 0]);
  });

  it('RTE-28 one that cannot go to whoever is free holds up nobody behind it', () => {
    const state = shop({ A: { capacity: 2 }, B: { presence: 'REST' } }, 'b1', 'b2', 'b3', 'b4');
    expect(move(state, '10:01', (change) => releaseSession(change, 'b1', agent('A'), null)).told).toEqual(['b3 A', 'b1 queued']);
    expect(told(flight(state, at('10:02'), (change) => sessionClosed(change, 'b2', change.now)))).toEqual(['b4 A']);
    const last = flight(state, at('10:03'), (change) => sessionClosed(change, 'b3', change.now));
    expect([told(last), queued(state), loads(state)]).toEqual([[], 1, ['A 1/2', 'B 0/∞']]);
  });

  it('RTE-28 what is given back does not pass those who wait and are not in memory', () => {
    const state = shop({ A: { capacity: 1 }, B: { capacity: 2, presence: 'REST' } }, 'b1', 'b2', 'b3');
    const unloaded = unload(state, 'ALL');
    const given = move(state, '10:01', (change) => {
      setPresence(change, { agentId: 'B', presence: 'ONLINE', reason: null, device: null });
      return releaseSession(change, 'b1', agent('A'), null);
    });
    expect([given.told, given.change.outcomes[0]?.route.rule]).toEqual([['b1 queued'], 'RTE-28']);
    expect(told(flight(state, at('10:02')))).toEqual([]);
    extend(state.pools.get('ALL')!.queue, unloaded);
    expect(told(flight(state, at('10:02')))).toEqual(['b2 B', 'b3 A', 'b1 B']);
  });

  it('a pool that nobody waits in is not kept', () => {
    const state = shop({ A: {}, B: {} }, 'b1');
    move(state, '10:01', (change) => releaseSession(change, 'b1', agent('A'), null));
    expect([...state.pools.values()].filter(({ key }) => key !== 'ALL')).toEqual([]);
  });

  it('RES-23 whoever waits gets the freed slot first', () => {
    const state = shop({ A: { capacity: 1 }, B: { presence: 'REST' } }, 'b1', 'b2');
    expect(move(state, '10:01', (change) => releaseSession(change, 'b1', agent('A'), null)).told).toEqual(['b2 A', 'b1 queued']);
  });

  it('NOT_ASSIGNED for an agent who does not have it', () => {
    const state = shop({ A: {}, B: {} }, 'b1');
    expect(move(state, '10:01', (change) => releaseSession(change, 'b1', agent('B'), null)).refused).toEqual(['NOT_ASSIGNED', 'sessionId']);
  });
});
