import { anActiveSession, aSession, at } from './example-session';
import type { Session } from './session';
import { idleCheckAt, idleDueAt, overdue, timerAfter } from './timers';

const agentSpoke = (time: string): Partial<Session> => ({ lastAgentMessageAt: at(time), waitingSince: null });
const buyerSpoke = (time: string): Partial<Session> => ({ lastBuyerMessageAt: at(time), waitingSince: at(time) });
const off = { version: 1, holdMinutes: 20, idleAfterAgentMinutes: null, idleAfterBuyerMinutes: null };

describe('timers of a session', () => {
  test('SES-12 the agent spoke last: 20 minutes without a buyer message close it, exactly then', () => {
    const session = anActiveSession(agentSpoke('10:00:00'));
    expect(overdue(session, at('10:19:59'))).toBeNull();
    expect(overdue(session, at('10:20:00'))).toEqual({ fact: { kind: 'CLOSED', reason: 'SYSTEM_IDLE' }, at: at('10:20:00') });
  });

  test('SES-12 a buyer message at 10:19 keeps it', () => {
    const session = anActiveSession({ ...agentSpoke('10:00:00'), ...buyerSpoke('10:19:00') });
    expect(overdue(session, at('10:20:00'))).toBeNull();
    expect(idleDueAt(session)).toEqual(at('16:19:00'));
  });

  test('SES-13 the buyer spoke last: 360 minutes without an agent message close it', () => {
    expect(idleDueAt(anActiveSession(buyerSpoke('10:00:00')))).toEqual(at('16:00:00'));
  });

  test('RES-29 a left message of 08:00, assigned at 10:00, has its 360 minutes from the assignment', () => {
    expect(idleDueAt(anActiveSession({ ...buyerSpoke('08:00:00'), assignedAt: at('10:00:00') }))).toEqual(at('16:00:00'));
  });

  test('RES-29 a message left at 02:00 that came to the bot at 10:00 has its 360 minutes from then', () => {
    const session = aSession({ state: 'BOT', routingRevision: 2, lastMessageAt: at('02:00:00'), botSince: at('10:00:00') });
    expect([overdue(session, at('15:59:59')), idleDueAt(session)]).toEqual([null, at('16:00:00')]);
    expect(timerAfter(aSession({ state: 'LEFT_MESSAGE' }), session, at('10:00:00'))).toEqual({ kind: 'IDLE', dueAt: at('10:20:00') });
  });

  test('RES-10 the hold after an end and the idle close are two timers: of a talk that goes on the idle one counts, of one that was ended the hold', () => {
    const talk = anActiveSession({ ...agentSpoke('10:05:00') });
    const ended = anActiveSession({ ...agentSpoke('10:05:00'), state: 'ENDING', holdUntil: at('10:30:00') });
    expect([overdue(talk, at('10:24:59')), overdue(talk, at('10:25:00'))?.fact]).toEqual([null, { kind: 'CLOSED', reason: 'SYSTEM_IDLE' }]);
    expect([overdue(ended, at('10:29:59')), overdue(ended, at('10:30:00'))?.fact]).toEqual([
      null,
      { kind: 'CLOSED', reason: 'SYSTEM_HOLD_EXPIRED' },
    ]);
  });

  test('RES-24 in ENDING only the hold timer runs', () => {
    const session = anActiveSession({ ...agentSpoke('10:00:00'), state: 'ENDING', holdUntil: at('10:35:00') });
    expect(overdue(session, at('10:30:00'))).toBeNull();
    expect(overdue(session, at('11:00:00'))).toEqual({ fact: { kind: 'CLOSED', reason: 'SYSTEM_HOLD_EXPIRED' }, at: at('10:35:00') });
  });

  test('SES-12 a policy with idle closes off never closes', () => {
    const session = anActiveSession({ ...agentSpoke('10:00:00'), policy: off });
    expect(idleDueAt(session)).toBeNull();
    expect(idleCheckAt(session, at('10:00:00'))).toBeNull();
    expect(timerAfter(aSession({ policy: off }), session, at('10:00:00'))).toBeUndefined();
  });

  test.each([
    ['nobody', {}],
    ['the agent', agentSpoke('10:07:00')],
    ['the buyer', buyerSpoke('10:07:00')],
  ])('SES-12 the next look is never after the session could close, when %s writes meanwhile', (_who, later) => {
    const session = anActiveSession(buyerSpoke('10:00:00'));
    const look = idleCheckAt(session, at('10:05:00'));
    const due = idleDueAt({ ...session, ...later });
    expect(look && due && look <= due).toBe(true);
  });

  test('SES-7 ending asks for the hold timer, closing for none, assignment for the idle timer', () => {
    const ending = anActiveSession({ state: 'ENDING', holdUntil: at('10:35:00') });
    expect(timerAfter(anActiveSession(), ending, at('10:15:00'))).toEqual({ kind: 'HOLD', dueAt: at('10:35:00') });
    expect(timerAfter(ending, { ...ending, state: 'CLOSED' }, at('10:35:00'))).toBe('NONE');
    expect(timerAfter(aSession(), anActiveSession(), at('10:00:00'))).toEqual({ kind: 'IDLE', dueAt: at('10:20:00') });
    expect(timerAfter(anActiveSession(), anActiveSession({ waitingSince: null }), at('10:00:00'))).toBeUndefined();
  });
});

describe('a session that changes hands', () => {
  const spoke = { lastAgentMessageAt: at('10:01:00'), waitingSince: null };

  test('RES-29, RTE-62 whoever takes it over has the whole idle time, though the agent before spoke last', () => {
    expect(idleDueAt(anActiveSession({ ...spoke, assignedAt: at('10:30:00') }))).toEqual(at('10:50:00'));
    expect(idleDueAt(anActiveSession({ ...spoke, assignedAt: at('09:50:00') }))).toEqual(at('10:21:00'));
  });

  test('SES-13 with the bot it closes when nobody has written for as long as a buyer may wait', () => {
    const session = aSession({ state: 'BOT', routingRevision: 1, lastMessageAt: at('10:02:00') });
    expect(idleDueAt(session)).toEqual(at('16:02:00'));
    expect(overdue(session, at('16:02:00'))).toMatchObject({ fact: { reason: 'SYSTEM_IDLE' }, at: at('16:02:00') });
    expect(timerAfter(aSession(), session, at('10:02:00'))).toMatchObject({ kind: 'IDLE' });
  });
});
