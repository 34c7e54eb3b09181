import { decideLeave } from './decide-leave';
import { decideTimer } from './decide-timer';
import { anActiveSession, aSession, at, b1, ten } from './example-session';

describe('decideTimer', () => {
  test('SES-7 the hold is over: SYSTEM_HOLD_EXPIRED, at the due instant however late the loop comes', () => {
    const session = anActiveSession({ state: 'ENDING', holdUntil: at('10:20:00') });
    expect(decideTimer(session, b1, 'HOLD', at('10:45:00'))).toMatchObject({
      change: { sessions: [{ closeReason: 'SYSTEM_HOLD_EXPIRED', closedAt: at('10:20:00') }] },
    });
    expect(decideTimer(session, b1, 'HOLD', at('10:19:59'))).toEqual({
      outcome: 'rearmed',
      deadline: { kind: 'HOLD', dueAt: at('10:20:00') },
    });
  });

  test('SES-12 a look that comes too early is wound up again', () => {
    const session = anActiveSession({ lastAgentMessageAt: at('10:15:00'), waitingSince: null });
    expect(decideTimer(session, b1, 'IDLE', at('10:20:00'))).toEqual({
      outcome: 'rearmed',
      deadline: { kind: 'IDLE', dueAt: at('10:35:00') },
    });
  });

  test.each([
    ['an IDLE timer of an ENDING session', anActiveSession({ state: 'ENDING', holdUntil: at('10:35:00') }), 'IDLE'],
    ['a timer of a CLOSED session', anActiveSession({ state: 'CLOSED' }), 'HOLD'],
  ] as const)('RES-24 %s has no more meaning', (_name, session, kind) => {
    expect(decideTimer(session, b1, kind, at('10:21:00'))).toEqual({ outcome: 'gone' });
  });
});

describe('decideLeave', () => {
  test.each(['BOT', 'QUEUED'] as const)('RES-47 a buyer who leaves a %s session closes it', (state) => {
    expect(decideLeave(aSession({ state }), b1, at('10:02:00'))).toMatchObject({
      session: { state: 'CLOSED', closeReason: 'BUYER_LEFT' },
      change: { facts: [{ kind: 'CLOSED' }] },
    });
  });

  test('RES-82 a left message stays when its buyer leaves', () => {
    const left = aSession({ state: 'LEFT_MESSAGE', routingRevision: 1, queuedSince: null });
    expect(decideLeave(left, b1, at('10:02:00'))).toMatchObject({ session: left, change: { sessions: [], facts: [] } });
  });

  test('RES-47 a conversation with a human stays, and no session is no session', () => {
    const active = anActiveSession();
    expect(decideLeave(active, b1, ten)).toMatchObject({ session: active, change: { sessions: [], facts: [] } });
    expect(decideLeave(null, null, ten)).toMatchObject({ session: null });
  });
});
