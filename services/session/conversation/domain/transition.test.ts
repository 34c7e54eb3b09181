import { anActiveSession, aSession, at, ten } from './example-session';
import { sessionStates, undecidedSince, type CloseReason, type SessionState } from './session';
import { moves, transition, type SessionFact } from './transition';

const now = at('10:05:00');
const reasons: readonly CloseReason[] = ['AGENT_CLOSED', 'SYSTEM_IDLE', 'SYSTEM_HOLD_EXPIRED', 'REENTRY', 'AGENT_OFFLINE', 'BUYER_LEFT'];
const facts: readonly SessionFact[] = [
  { kind: 'ASSIGNED', agentId: 'A', cause: 'EVEN', revision: 2, shopVersion: 9, at: now },
  { kind: 'QUEUED', revision: 2, at: now },
  { kind: 'LEFT_MESSAGE', revision: 2, at: now, closed: null },
  { kind: 'TO_BOT', revision: 2, at: now },
  { kind: 'TO_HUMAN' },
  { kind: 'RETURNED' },
  { kind: 'ENDED', by: 'A' },
  ...reasons.map((reason) => ({ kind: 'CLOSED', reason }) as const),
];

/** The allowed moves, written out a second time on purpose: from, fact → to. Whatever is not here is illegal. */
const legal: Readonly<Record<string, SessionState>> = {
  'BOT ASSIGNED': 'ACTIVE',
  'BOT TO_HUMAN': 'QUEUED',
  'QUEUED TO_BOT': 'BOT',
  'LEFT_MESSAGE TO_BOT': 'BOT',
  'BOT QUEUED': 'QUEUED',
  'BOT LEFT_MESSAGE': 'LEFT_MESSAGE',
  'BOT BUYER_LEFT': 'CLOSED',
  'BOT SYSTEM_IDLE': 'CLOSED',
  'QUEUED ASSIGNED': 'ACTIVE',
  'QUEUED QUEUED': 'QUEUED',
  'QUEUED LEFT_MESSAGE': 'LEFT_MESSAGE',
  'QUEUED BUYER_LEFT': 'CLOSED',
  'LEFT_MESSAGE ASSIGNED': 'ACTIVE',
  'LEFT_MESSAGE QUEUED': 'QUEUED',
  'LEFT_MESSAGE LEFT_MESSAGE': 'LEFT_MESSAGE',
  'ACTIVE ASSIGNED': 'ACTIVE',
  'ACTIVE QUEUED': 'QUEUED',
  'ACTIVE LEFT_MESSAGE': 'LEFT_MESSAGE',
  'ACTIVE RETURNED': 'QUEUED',
  'ACTIVE ENDED': 'ENDING',
  'ACTIVE AGENT_CLOSED': 'CLOSED',
  'ACTIVE SYSTEM_IDLE': 'CLOSED',
  'ACTIVE AGENT_OFFLINE': 'CLOSED',
  'ENDING SYSTEM_HOLD_EXPIRED': 'CLOSED',
  'ENDING REENTRY': 'CLOSED',
};

const nameOf = (fact: SessionFact): string => (fact.kind === 'CLOSED' ? fact.reason : fact.kind);
const pairs = sessionStates.flatMap((from) => facts.map((fact) => [from, nameOf(fact), fact] as const));

describe('transition', () => {
  test.each(pairs)('SES-1 %s × %s moves as the table says or is ILLEGAL_TRANSITION', (from, name, fact) => {
    const outcome = transition(aSession({ state: from }), fact, now);
    const to = legal[`${from} ${name}`];
    if (to === undefined) expect(outcome).toMatchObject({ outcome: 'refused', code: 'ILLEGAL_TRANSITION' });
    else expect(outcome).toMatchObject({ outcome: 'moved', session: { state: to } });
  });

  test('SES-4 nothing leaves CLOSED, and every other state can reach it', () => {
    expect(moves.CLOSED).toEqual({});
    const reaches = (from: SessionState, seen: readonly SessionState[] = []): boolean =>
      from === 'CLOSED' || (Object.keys(moves[from]) as SessionState[]).some((to) => !seen.includes(to) && reaches(to, [...seen, from]));
    expect(sessionStates.filter((state) => !reaches(state))).toEqual([]);
  });

  test('SES-7 an end holds the slot for the frozen minutes', () => {
    expect(transition(anActiveSession(), { kind: 'ENDED', by: 'A' }, now)).toMatchObject({
      session: { state: 'ENDING', endedAt: now, endedBy: 'A', holdUntil: at('10:25:00'), closedAt: null },
    });
  });

  test('SES-8 with a hold of 0 the end closes at once', () => {
    const session = anActiveSession();
    const outcome = transition({ ...session, policy: { ...session.policy, holdMinutes: 0 } }, { kind: 'ENDED', by: 'A' }, now);
    expect(outcome).toMatchObject({
      session: { state: 'CLOSED', endedAt: now, closedAt: now, closeReason: 'AGENT_CLOSED', holdUntil: null },
    });
  });

  test('MET-22 queued time counts what was spent QUEUED, not the night as a left message', () => {
    const left = transition(aSession(), { kind: 'LEFT_MESSAGE', revision: 1, at: at('10:01:00'), closed: null }, at('10:01:00'));
    if (left.outcome === 'refused') throw new Error(left.message);
    const back = transition(left.session, { kind: 'QUEUED', revision: 2, at: at('12:00:00') }, at('12:00:00'));
    if (back.outcome === 'refused') throw new Error(back.message);
    const assigned = transition(
      back.session,
      { kind: 'ASSIGNED', agentId: 'A', cause: 'EVEN', revision: 3, shopVersion: 1, at: at('12:00:30') },
      at('12:00:31'),
    );
    expect(assigned).toMatchObject({ session: { queuedMs: 90_000, queuedSince: null, assignedAt: at('12:00:30') } });
  });

  test('RES-81 a session whose agent is gone waits on, undecided, and its queue time counts on', () => {
    const active = anActiveSession({ queuedMs: 30_000, waitingSince: at('10:01:00') });
    const back = transition(active, { kind: 'RETURNED' }, now);
    if (back.outcome === 'refused') throw new Error(back.message);
    expect(back.session).toMatchObject({
      state: 'QUEUED',
      waitingSince: at('10:01:00'),
      queuedMs: 30_000,
      agentId: 'A',
      routingRevision: 1,
    });
    expect(undecidedSince(back.session)).toEqual(now);
    const left = transition(back.session, { kind: 'LEFT_MESSAGE', revision: 2, at: at('10:05:10'), closed: null }, at('10:05:11'));
    expect(left).toMatchObject({ session: { state: 'LEFT_MESSAGE', queuedMs: 40_000, returnedAt: null } });
  });

  test('SES-4 a close ends the wait', () => {
    expect(transition(aSession({ waitingSince: ten }), { kind: 'CLOSED', reason: 'BUYER_LEFT' }, now)).toMatchObject({
      session: { waitingSince: null, queuedMs: 300_000 },
    });
  });
});
