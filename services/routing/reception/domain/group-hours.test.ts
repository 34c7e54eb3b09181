import type { ScheduleVersion } from '#libs/calendar/index';
import { overrideChanged, scheduleChanged, scheduleWithdrawn, shopChanged } from '../../copies/domain/take-snapshots';
import { readHoursOf } from '../../decision/domain/decision-record';
import { replayDecision } from '../../decision/domain/replay-decision';
import {
  at,
  flight,
  hoursVersion,
  left,
  loads,
  queued,
  settings,
  shopWith,
  told,
  type ExampleAgent,
} from '../../flight/domain/example-shop';
import { nextTurnAt } from '../../flight/domain/refresh-clock';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import { transferToGroup } from '../../handover/domain/hand-over';
import { leftAlone } from '../../presence/domain/last-agent';
import { canMove } from '../../queue/domain/drain';
import { sessionClosed } from '../../queue/domain/session-closed';
import { sessionStarted } from '../../queue/domain/session-started';
import { unknownFacts, type SessionFacts } from '../../queue/domain/waiting-entry';
import { removeGroup, saveGroup, saveSettings } from '../../rules/domain/save-rules';
import type { AgentGroup } from '../../rules/domain/routing-rules';
import { groupHoursOf, groupHoursRow } from './group-hours';

/* The shop receives from 9 to 18, its group pre (UNPAID: A) from 10 to 12 and from 14 to 16, its group after (AFTER_SALES: B) from 8 to 22. */

const hour = (start: number, end: number) => ({ start: start * 60, end: end * 60 });
const weekly = (...windows: ReturnType<typeof hour>[]) => Array.from({ length: 7 }, () => windows);

const ofShop = hoursVersion(1, at('00:00', 1), weekly(hour(9, 18)));
const ofPre: ScheduleVersion = { ...hoursVersion(2, at('00:00', 1), weekly(hour(10, 12), hour(14, 16))), groupId: 'pre' };
const ofAfter: ScheduleVersion = { ...hoursVersion(3, at('00:00', 1), weekly(hour(8, 22))), groupId: 'after' };

type Group = Pick<AgentGroup, 'id' | 'members' | 'statuses'>;

const groups: readonly Group[] = [
  { id: 'pre', members: ['A'], statuses: ['UNPAID'] },
  { id: 'after', members: ['B'], statuses: ['AFTER_SALES'] },
];

const agents = { A: {}, B: {}, C: {} };

interface Setup {
  readonly agents?: Readonly<Record<string, ExampleAgent>>;
  readonly groups?: readonly Group[];
  readonly versions?: readonly ScheduleVersion[];
  readonly policy?: Parameters<typeof settings>[0];
}

function shop({ agents: who = agents, groups: which = groups, versions = [ofShop, ofPre, ofAfter], policy = {} }: Setup = {}): ShopState {
  const state = shopWith(who, { routingMode: 'GROUP', ...policy }, at('07:00'));
  flight(state, at('07:00'), (change) => {
    for (const { id, members, statuses } of which) saveGroup(change, { groupId: null, newId: id, name: id, members, statuses });
    for (const version of versions) scheduleChanged(change, version);
  });
  return state;
}

const write = (state: ShopState, time: string, sessionId: string, facts: Partial<SessionFacts> = { orderStatus: 'UNPAID' }, day = 2) =>
  flight(state, at(time, day), (change) =>
    sessionStarted(change, { sessionId, openedAt: change.now, facts: { ...unknownFacts, ...facts } }, null),
  );

const rule = ({ outcomes }: ShopChange): unknown[] =>
  outcomes.map(({ route, scheduleVersion }) => [route.cause, route.rule, scheduleVersion]);

describe('a closed group', () => {
  it('SCH-17, SCH-15 takes a message for its own opening, with its own hours, though the shop is open and others are idle', () => {
    const state = shop();
    const change = write(state, '12:30', 'b1');
    expect([told(change), rule(change)]).toEqual([['b1 CLOSED'], [['GROUP_CLOSED', 'SCH-17', 2]]]);
    expect(change.outcomes[0]?.notice).toEqual({
      period: at('12:00').toISOString(),
      nextOpeningAt: at('14:00'),
      hours: { zh: '10:00-12:00、14:00-16:00', en: '10:00-12:00 and 14:00-16:00' },
    });
    expect(told(write(state, '12:31', 'b2', { orderStatus: 'SHIPPED' }))).toEqual(['b2 B']);
  });

  it('SCH-17 is served at its opening, oldest first', () => {
    const state = shop({ agents: { ...agents, A: { capacity: 1 } } });
    write(state, '12:30', 'b1');
    write(state, '13:00', 'b2');
    expect(told(flight(state, at('13:59:59')))).toEqual([]);
    const opened = flight(state, at('14:00'));
    expect([told(opened), queued(state)]).toEqual([['b1 A', 'b2 queued'], 1]);
    expect(opened.outcomes.map(({ waitedMs }) => waitedMs)).toEqual([0, 0]);
  });

  it('SCH-19 its queue becomes left messages at its closing, its talks go on, and no other pool is touched', () => {
    const state = shop({ agents: { A: { capacity: 1 }, B: { capacity: 1 }, C: {} } });
    for (const [index, orderStatus] of (['UNPAID', 'UNPAID', 'AFTER_SALES', 'AFTER_SALES'] as const).entries())
      write(state, '11:00', `b${index}`, { orderStatus });
    const closing = flight(state, at('12:00'));
    expect([told(closing), rule(closing)]).toEqual([['b1 CLOSED'], [['GROUP_CLOSED', 'SCH-19', 2]]]);
    expect([loads(state), queued(state), left(state)]).toEqual([['A 1/1', 'B 1/1', 'C 0/∞'], 1, 1]);
  });

  it('RTE-8 its members take nothing of anybody: not of groups without anybody online, not of everybody, not as who knows the buyer', () => {
    const state = shop({ agents: { A: {}, B: { presence: 'OFFLINE' }, C: { presence: 'OFFLINE' } } });
    expect(told(write(state, '12:30', 'b1', { orderStatus: 'AFTER_SALES' }))).toEqual(['b1 queued']);
    const unbound = write(state, '12:31', 'b2', { orderStatus: 'SHIPPED' });
    expect([told(unbound), rule(unbound)]).toEqual([['b2 queued'], [['NO_AGENT_ONLINE', 'RTE-31', 1]]]);
    const knows = { lastHuman: { agentId: 'A', at: at('11:00').toISOString() }, exclusiveAgentId: 'A' };
    expect(told(write(state, '12:32', 'b3', { orderStatus: 'SHIPPED', ...knows }))).toEqual(['b3 queued']);
    expect(told(flight(state, at('14:00')))).toEqual(['b1 A', 'b2 A', 'b3 A']);
  });

  it('RTE-62 keeps what is given to it by hand for its opening, in basic mode too; the giver is free', () => {
    for (const routingMode of ['GROUP', 'BASIC'] as const) {
      const state = shop({ policy: { routingMode } });
      write(state, '12:30', 'b1', { orderStatus: 'SHIPPED', lastHuman: { agentId: 'C', at: at('11:00').toISOString() } });
      const given = flight(
        state,
        at('12:31'),
        (change) => void transferToGroup(change, 'b1', 'pre', { accountId: 'C', isManager: false }, null),
      );
      expect([told(given), given.outcomes[0]?.notice?.nextOpeningAt, loads(state)[2]]).toEqual([['b1 CLOSED'], at('14:00'), 'C 0/∞']);
      expect(told(flight(state, at('14:00')))).toEqual(['b1 A']);
    }
  });
});

it('RTE-30, RTE-62 with nobody there but one whose hours are over, and an offline list, what is given to a group waits for its agents', () => {
  const who = { A: { presence: 'OFFLINE' }, B: {}, C: { presence: 'OFFLINE' } } as const;
  const which: readonly Group[] = [
    { id: 'pre', members: ['B'], statuses: ['UNPAID'] },
    { id: 'after', members: ['C'], statuses: ['AFTER_SALES'] },
  ];
  const state = shop({ agents: who, groups: which, policy: { offlineRouting: true } });
  flight(state, at('12:00'), (change) => void saveSettings(change, { offlineAgents: ['A'] }));
  expect(told(write(state, '12:30', 'b1', { orderStatus: 'SHIPPED' }))).toEqual(['b1 A']);
  const given = flight(
    state,
    at('12:31'),
    (change) => void transferToGroup(change, 'b1', 'after', { accountId: 'M', isManager: true }, null),
  );
  expect(told(given)).toEqual(['b1 queued']);
});

describe('an open group', () => {
  it('SCH-17 takes buyers by its own hours when the shop is closed; who is in no open group works by the shop’s', () => {
    const state = shop({ agents: { A: {}, B: { presence: 'REST' }, C: {} } });
    expect(told(write(state, '20:00', 'b1', { orderStatus: 'SHIPPED' }))).toEqual(['b1 CLOSED']);
    expect(told(write(state, '20:00', 'b2', { orderStatus: 'AFTER_SALES' }))).toEqual(['b2 queued']);
    const served = shop();
    const evening = write(served, '20:00', 'b1', { orderStatus: 'AFTER_SALES' });
    expect([told(evening), rule(evening)]).toEqual([['b1 B'], [['EVEN', 'RTE-7', 3]]]);
    expect(readHoursOf(evening.outcomes[0]!.record)).toBe('after');
  });

  it('RTE-7 of two for one status: open while one is; an agent of both works while one of them is open', () => {
    const both: readonly Group[] = [
      { id: 'pre', members: ['A', 'C'], statuses: ['UNPAID'] },
      { id: 'after', members: ['B', 'C'], statuses: ['UNPAID'] },
    ];
    const state = shop({ groups: both });
    const noon = ['b1', 'b2', 'b3'].flatMap((id) => told(write(state, '12:30', id)));
    expect(noon).toEqual(['b1 B', 'b2 C', 'b3 B']);
    const night = write(state, '23:00', 'b4');
    expect(night.outcomes[0]?.notice).toMatchObject({ period: at('22:00').toISOString(), nextOpeningAt: at('08:00', 3) });
    expect(night.outcomes[0]).toMatchObject({ scheduleVersion: 3, route: { cause: 'GROUP_CLOSED' } });
  });

  it('INV-4 an agent whose hours are over is named with that, and the decision replays to itself', () => {
    const state = shop();
    const change = write(state, '12:30', 'b1', { orderStatus: 'SHIPPED' });
    const [{ record, route, sessionId }] = change.outcomes as [ShopChange['outcomes'][number]];
    expect(record.candidates).toContain('OUTSIDE_HOURS');
    const kept = { ...record, id: '', sessionId, outcome: '', cause: route.cause, rule: route.rule };
    const accountOf = (no: number): string => [...state.agents.values()].find(({ agentNo }) => agentNo === no)!.id;
    expect(replayDecision({ ...kept, agentId: 'B' }, accountOf)).toBeNull();
    const [closed] = write(state, '12:31', 'b2').outcomes;
    const { cause, rule: by } = closed!.route;
    expect(
      replayDecision({ ...closed!.record, id: '', sessionId: 'b2', outcome: '', agentId: null, cause, rule: by }, accountOf),
    ).toBeNull();
  });
});

describe('what decides', () => {
  it('SCH-9 an override and holiday mode rule groups as the shop, and are the shop’s', () => {
    const state = shop();
    const closed = { open: false, from: at('10:30'), to: at('11:00'), reason: 'Meeting' };
    flight(state, at('10:30'), (change) => overrideChanged(change, 1, closed));
    expect(rule(write(state, '10:31', 'b1'))).toEqual([['SHOP_CLOSED', 'SCH-17', 2]]);
    expect(told(flight(state, at('11:00')))).toEqual(['b1 A']);
    const holidayMode = { from: at('11:30'), to: null };
    flight(state, at('11:30'), (change) => shopChanged(change, settings({ routingMode: 'GROUP' }, { version: 2, holidayMode })));
    expect(rule(write(state, '11:31', 'b2', { orderStatus: 'AFTER_SALES' }))).toEqual([['SHOP_CLOSED', 'SCH-17', 3]]);
  });

  it('SCH-11 a group’s hours act once they are saved and from their beginning on, and given up it follows the shop', () => {
    const state = shop({ versions: [ofShop] });
    expect(told(write(state, '12:30', 'b1'))).toEqual(['b1 A']);
    const soon = { ...ofPre, effectiveFrom: at('13:00') };
    flight(state, at('12:31'), (change) => scheduleChanged(change, soon));
    expect([told(write(state, '12:59', 'b2')), told(write(state, '13:00', 'b3'))]).toEqual([['b2 A'], ['b3 CLOSED']]);
    const followsShop: ScheduleVersion = { ...ofPre, version: 4, weekly: null, followsShop: true, effectiveFrom: at('13:30') };
    expect(told(flight(state, at('13:30'), (change) => scheduleChanged(change, followsShop)))).toEqual(['b3 A']);
    expect(rule(write(state, '13:31', 'b4'))).toEqual([['EVEN', 'RTE-7', 1]]);
    flight(state, at('13:32'), (change) => scheduleWithdrawn(change, 4));
    expect(told(write(state, '13:33', 'b5'))).toEqual(['b5 CLOSED']);
  });

  it('RTE-2 in basic mode groups have no say: what waited for one is served at once', () => {
    const state = shop();
    write(state, '12:30', 'b1');
    const basic = settings({ routingMode: 'BASIC' }, { version: 2 });
    expect(told(flight(state, at('12:31'), (change) => shopChanged(change, basic)))).toEqual(['b1 A']);
  });

  it('RTE-9 nor once the group is gone', () => {
    const state = shop();
    write(state, '12:30', 'b1');
    expect(told(flight(state, at('12:31'), (change) => void removeGroup(change, 'pre')))).toEqual(['b1 A']);
    expect(groupHoursRow(state.groupHours)).toMatchObject({ after: { open: true } });
  });

  it('STF-14 the last one online matters while any group receives', () => {
    const state = shop({ agents: { B: {} }, groups: groups.slice(1) });
    let alone: unknown;
    flight(state, at('20:00'), (change) => (alone = leftAlone(change, state.agents.get('B')!, 'REST')));
    expect(alone).toBe('SHOP');
    flight(state, at('22:00'), (change) => (alone = leftAlone(change, state.agents.get('B')!, 'REST')));
    expect(alone).toBeNull();
  });

  it('RTE-27 the longest wait counts from the group’s opening', () => {
    const state = shop({ agents: { ...agents, A: { capacity: 1 } } });
    flight(state, at('09:30'), (change) => void saveSettings(change, { longestWaitMinutes: 10 }));
    write(state, '12:30', 'b1');
    write(state, '12:31', 'b2');
    expect(told(flight(state, at('14:00')))).toEqual(['b1 A', 'b2 queued']);
    expect(told(flight(state, at('14:09')))).toEqual([]);
    expect(told(flight(state, at('14:10')))).toEqual(['b2 MESSAGE_POOL']);
    expect(told(flight(state, at('14:11'), (change) => sessionClosed(change, 'b1', change.now)))).toEqual(['b2 A']);
  });
});

describe('the shop’s row', () => {
  it('SCH-17 wakes the shop for whichever opens or closes next, and says after a restart who was open', () => {
    const state = shop();
    const turns = ['07:00', '08:00', '09:00', '10:00', '12:00', '16:00', '18:00', '22:00'].map((time) => {
      const change = flight(state, at(time));
      return [change.receptionMoved, nextTurnAt(state)];
    });
    expect(turns).toEqual([
      [false, at('08:00')],
      [true, at('09:00')],
      [true, at('10:00')],
      [true, at('12:00')],
      [true, at('14:00')],
      [true, at('18:00')],
      [true, at('22:00')],
      [true, at('08:00', 3)],
    ]);
    expect(groupHoursRow(groupHoursOf(groupHoursRow(state.groupHours)))).toEqual(groupHoursRow(state.groupHours));
  });

  it('SCH-17 a group that opened while no process ran is drained by the first flight', () => {
    const state = shop();
    write(state, '12:30', 'b1');
    const row = groupHoursRow(state.groupHours);
    state.groupHours = groupHoursOf(row);
    state.reception = null;
    expect(told(flight(state, at('15:00')))).toEqual(['b1 A']);
    expect(state.groupHours.get('pre')?.stored).toEqual({ open: true, until: at('16:00'), openSince: at('14:00') });
    expect(canMove({ state, now: at('15:00') })).toBe(false);
  });

  it('holds nothing where no group has hours of its own', () => {
    const state = shop({ versions: [ofShop] });
    expect([groupHoursRow(state.groupHours), state.roster.onDuty === state.roster.service]).toEqual([null, true]);
  });
});
