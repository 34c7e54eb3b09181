import { toEvent } from '../app/session-events';
import { systemTrigger } from '#libs/contracts/index';
import { decideRouted } from './decide-routed';
import { decideTimer } from './decide-timer';
import { anActiveSession, aSession, at, b1, ten } from './example-session';
import type { Session } from './session';
import { idleCheckAt, timerAfter } from './timers';

/** A has the session since ten and has to write until 10:05. */
const asked = (overrides: Partial<Session> = {}): Session => anActiveSession({ answerDueAt: at('10:05:00'), ...overrides });

const due = new Date(at('10:05:00').getTime() + 1);

test('RES-81 who has not written in time loses the session: it goes back to routing, from that instant on, and says why', () => {
  const decision = decideTimer(asked(), b1, 'IDLE', at('10:30:00'));
  expect(decision).toMatchObject({
    outcome: 'returned',
    change: { sessions: [{ state: 'QUEUED', returnedAt: due }], facts: [{ kind: 'RETURNED', agentId: 'A', waitingSince: ten }] },
  });
  if (decision.outcome !== 'returned') throw new Error('It was not returned');
  const told = toEvent(decision.change.facts[0]!, systemTrigger(), 'e1');
  expect(told).toMatchObject({
    type: 'returned',
    value: { reason: 'SILENT', returnedAt: due.toISOString(), waitingSince: ten.toISOString() },
  });
});

test.each([
  ['the last instant is in time', asked(), '10:05:00'],
  ['the agent has written', asked({ lastAgentMessageAt: at('10:04:59'), waitingSince: at('10:04:59.5') }), '10:30:00'],
  ['it wrote the moment it got the session', asked({ lastAgentMessageAt: ten }), '10:30:00'],
  ['the buyer waits for nothing', asked({ waitingSince: null }), '10:10:00'],
  ['nothing is asked of the agent', anActiveSession(), '10:30:00'],
])('it stays where %s', (_title, session, time) => {
  expect(decideTimer(session, b1, 'IDLE', at(time)).outcome).toBe('rearmed');
});

test('what an agent before has written does not count for the one who has it now', () => {
  const session = asked({ assignedAt: at('10:02:00'), lastAgentMessageAt: at('10:01:00') });
  expect(decideTimer(session, b1, 'IDLE', due).outcome).toBe('returned');
});

test('SES-12 the timer looks when the time is over, not before and not for ever again', () => {
  expect(idleCheckAt(asked(), ten)).toEqual(due);
  expect(idleCheckAt(asked({ waitingSince: null }), at('10:10:00'))).toEqual(at('10:30:00'));
  expect(timerAfter(aSession(), asked(), ten)).toEqual({ kind: 'IDLE', dueAt: due });
  expect(timerAfter(asked(), asked({ lastAgentMessageAt: at('10:01:00') }), at('10:01:00'))).toBeUndefined();
});

test('RTE-62 whoever takes it over has time of its own', () => {
  const fact = {
    kind: 'ASSIGNED',
    agentId: 'B',
    cause: 'MANUAL',
    revision: 2,
    shopVersion: 9,
    answerDueAt: at('10:12:00'),
    at: at('10:03:00'),
  } as const;
  const taken = decideRouted(asked(), b1, { fact, closed: null }, null, at('10:03:00'));
  expect(taken).toMatchObject({ change: { sessions: [{ agentId: 'B', answerDueAt: at('10:12:00') }] } });
  if (taken.outcome !== 'changed') throw new Error('It was not taken over');
  expect(timerAfter(asked(), taken.change.sessions[0]!, at('10:03:00'))).toEqual({
    kind: 'IDLE',
    dueAt: new Date(at('10:12:00').getTime() + 1),
  });
});

test('RES-81 an agent who is gone before the time is over is gone, not silent', () => {
  const session = { ...asked(), returnedAt: at('10:04:00') };
  const told = toEvent({ kind: 'RETURNED', session, agentId: 'A', waitingSince: ten }, systemTrigger(), 'e1');
  expect(told).toMatchObject({ value: { reason: 'AGENT_GONE' } });
});
