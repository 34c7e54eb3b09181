import { later, minutesAfter, type Session } from './session';
import { silentAt } from './silent-at';
import type { SessionFact } from './transition';

/** HOLD and IDLE close a session; DECISION looks whether routing has decided; REMINDER is a shop's, not a session's (SES-19). */
export interface Deadline {
  readonly kind: 'HOLD' | 'IDLE' | 'DECISION' | 'REMINDER';
  readonly dueAt: Date;
}

/** How long routing may take before a session is told again. */
export const decisionMs = 10_000;

/** A timer that has run out: the fact it makes true, and when it became true. */
export interface Overdue {
  readonly fact: Extract<SessionFact, { kind: 'CLOSED' }>;
  readonly at: Date;
}

/**
 * When the system closes the session if nobody writes (SES-12, SES-13): the clock of whoever spoke last, and not before the assignment, so that who takes
 * a session over has its whole time (RES-29). With the bot: when nobody has written for as long as an unanswered buyer may wait, since it came to the bot. Null in other states
 * (RES-24) and where the shop's policy has it off.
 */
export function idleDueAt(session: Session): Date | null {
  const { lastAgentMessageAt: agent, lastBuyerMessageAt: buyer, policy } = session;
  if (session.state === 'BOT')
    return policy.idleAfterBuyerMinutes === null
      ? null
      : minutesAfter(later(session.lastMessageAt, session.botSince), policy.idleAfterBuyerMinutes);
  if (session.state !== 'ACTIVE' || session.assignedAt === null) return null;
  if (agent !== null && session.waitingSince === null)
    return policy.idleAfterAgentMinutes === null ? null : minutesAfter(later(session.assignedAt, agent), policy.idleAfterAgentMinutes);
  return policy.idleAfterBuyerMinutes === null ? null : minutesAfter(later(session.assignedAt, buyer), policy.idleAfterBuyerMinutes);
}

/**
 * When to look at an ACTIVE session, or one with the bot, again: never after it could become idle, whoever writes meanwhile. So messages need not touch the timer.
 * Likewise where its agent has to write in time. Null when the policy closes nothing idle, and nothing is asked of the agent.
 */
export function idleCheckAt(session: Session, now: Date): Date | null {
  if (session.state !== 'ACTIVE' && session.state !== 'BOT') return null;
  const limits = [session.policy.idleAfterAgentMinutes, session.policy.idleAfterBuyerMinutes].filter((minutes) => minutes !== null);
  const silent = silentAt(session);
  const dues = [idleDueAt(session), silent !== null && silent > now ? silent : null].filter((due) => due !== null);
  const candidates = [...limits.map((minutes) => minutesAfter(now, minutes)), ...dues].map((due) => due.getTime());
  return candidates.length === 0 ? null : new Date(Math.min(...candidates));
}

/** The timer of this session that has run out by `now`. Its close dates from the due instant, however late somebody looks (SES-7). */
export function overdue(session: Session, now: Date): Overdue | null {
  if (session.state === 'ENDING' && session.holdUntil !== null && session.holdUntil <= now) {
    return { fact: { kind: 'CLOSED', reason: 'SYSTEM_HOLD_EXPIRED' }, at: session.holdUntil };
  }
  const idle = idleDueAt(session);
  return idle !== null && idle <= now ? { fact: { kind: 'CLOSED', reason: 'SYSTEM_IDLE' }, at: idle } : null;
}

/** The timer a session needs after a change from `before` (null = new); `undefined` when the one it has may stay. */
export function timerAfter(before: Session | null, after: Session, now: Date): Deadline | 'NONE' | undefined {
  switch (after.state) {
    case 'CLOSED':
      return before?.state === 'ACTIVE' || before?.state === 'ENDING' || before?.state === 'BOT' ? 'NONE' : undefined;
    case 'ENDING':
      return before?.state === 'ENDING' || after.holdUntil === null ? undefined : { kind: 'HOLD', dueAt: after.holdUntil };
    case 'BOT':
    case 'ACTIVE': {
      if (before?.state === after.state && before.answerDueAt?.getTime() === after.answerDueAt?.getTime()) return undefined;
      const dueAt = idleCheckAt(after, now);
      return dueAt === null ? undefined : { kind: 'IDLE', dueAt };
    }
    case 'QUEUED':
      return after.returnedAt === null || after.returnedAt.getTime() === before?.returnedAt?.getTime()
        ? undefined
        : { kind: 'DECISION', dueAt: new Date(now.getTime() + decisionMs) };
    case 'LEFT_MESSAGE':
      return undefined;
    default:
      return after.state satisfies never;
  }
}
