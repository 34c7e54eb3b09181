import { refuse, type Refusal } from '#libs/platform/errors';
import {
  messageCount,
  minutesAfter,
  type ClosedTime,
  type CloseReason,
  type Session,
  type SessionOffer,
  type SessionState,
} from './session';

/** What may move a session. ROUTED: routing's outcome. AGENT_GONE: back to routing, since its agent is gone (RES-81) or silent. TO_HUMAN: the bot hands over. ENDED: the agent's end that leaves a hold; every other reason closes. */
export type Reason = 'ROUTED' | 'AGENT_GONE' | 'TO_HUMAN' | 'ENDED' | CloseReason;

/** A fact about one session. Routing's outcomes carry their own instant. */
export type SessionFact =
  | {
      readonly kind: 'ASSIGNED';
      readonly agentId: string;
      readonly cause: string;
      readonly revision: number;
      readonly shopVersion: number;
      readonly answerDueAt?: Date | null;
      readonly at: Date;
    }
  | { readonly kind: 'TO_BOT'; readonly revision: number; readonly at: Date }
  | { readonly kind: 'TO_HUMAN' }
  /** `offer`: to whom it is offered while it waits. */
  | { readonly kind: 'QUEUED'; readonly revision: number; readonly at: Date; readonly offer?: SessionOffer }
  | { readonly kind: 'LEFT_MESSAGE'; readonly revision: number; readonly at: Date; readonly closed: ClosedTime | null }
  | { readonly kind: 'RETURNED' }
  | { readonly kind: 'ENDED'; readonly by: string }
  | { readonly kind: 'CLOSED'; readonly reason: CloseReason };

type Moves = Readonly<Record<SessionState, Readonly<Partial<Record<SessionState, readonly Reason[]>>>>>;

/**
 * Every allowed move with its reasons (SES-4, RES-81, RES-82); whatever is missing is an ILLEGAL_TRANSITION.
 * QUEUED → QUEUED and LEFT_MESSAGE → LEFT_MESSAGE are no moves but newer outcomes for a session that stays where it is.
 * A session whose agent is gone is QUEUED until routing's next outcome, which may leave it as a message. One that its agent gives back, or to a group, may wait
 * in a queue or, once the shop has closed, as a message (RTE-62).
 */
export const moves: Moves = {
  BOT: { QUEUED: ['ROUTED', 'TO_HUMAN'], LEFT_MESSAGE: ['ROUTED'], ACTIVE: ['ROUTED'], CLOSED: ['BUYER_LEFT', 'SYSTEM_IDLE'] },
  QUEUED: { BOT: ['ROUTED'], QUEUED: ['ROUTED'], LEFT_MESSAGE: ['ROUTED'], ACTIVE: ['ROUTED'], CLOSED: ['BUYER_LEFT'] },
  LEFT_MESSAGE: { BOT: ['ROUTED'], QUEUED: ['ROUTED'], LEFT_MESSAGE: ['ROUTED'], ACTIVE: ['ROUTED'] },
  ACTIVE: {
    ACTIVE: ['ROUTED'],
    QUEUED: ['AGENT_GONE', 'ROUTED'],
    LEFT_MESSAGE: ['ROUTED'],
    ENDING: ['ENDED'],
    CLOSED: ['AGENT_CLOSED', 'SYSTEM_IDLE', 'AGENT_OFFLINE'],
  },
  ENDING: { CLOSED: ['SYSTEM_HOLD_EXPIRED', 'REENTRY'] },
  CLOSED: {},
};

export type Transition = { readonly outcome: 'moved'; readonly session: Session } | Refusal;

/** The session after a fact that becomes true at `now`; refuses with ILLEGAL_TRANSITION what the table does not list. */
export function transition(session: Session, fact: SessionFact, now: Date): Transition {
  const { to, reason } = destination(session, fact);
  if (!moves[session.state][to]?.includes(reason)) {
    return refuse('ILLEGAL_TRANSITION', `A session that is ${session.state} cannot become ${to} by ${reason}.`);
  }
  return { outcome: 'moved', session: enter(leaveQueue({ ...session, offer: null }, instantOf(fact, now)), fact, to, now) };
}

/** A hold of 0 makes the agent's end a close at once (SES-8). */
function destination(session: Session, fact: SessionFact): { to: SessionState; reason: Reason } {
  switch (fact.kind) {
    case 'ASSIGNED':
      return { to: 'ACTIVE', reason: 'ROUTED' };
    case 'QUEUED':
    case 'LEFT_MESSAGE':
      return { to: fact.kind, reason: 'ROUTED' };
    case 'TO_BOT':
      return { to: 'BOT', reason: 'ROUTED' };
    case 'TO_HUMAN':
      return { to: 'QUEUED', reason: 'TO_HUMAN' };
    case 'RETURNED':
      return { to: 'QUEUED', reason: 'AGENT_GONE' };
    case 'ENDED':
      return session.policy.holdMinutes === 0 ? { to: 'CLOSED', reason: 'AGENT_CLOSED' } : { to: 'ENDING', reason: 'ENDED' };
    case 'CLOSED':
      return { to: 'CLOSED', reason: fact.reason };
    default:
      return fact satisfies never;
  }
}

function enter(session: Session, fact: SessionFact, to: SessionState, now: Date): Session {
  switch (fact.kind) {
    case 'ASSIGNED':
      return {
        ...session,
        state: to,
        routingRevision: fact.revision,
        returnedAt: null,
        closed: null,
        agentId: fact.agentId,
        cause: fact.cause,
        assignedAt: fact.at,
        assignedVersion: fact.shopVersion,
        answerDueAt: fact.answerDueAt ?? null,
      };
    case 'QUEUED':
      return {
        ...session,
        state: to,
        cause: null,
        routingRevision: fact.revision,
        returnedAt: null,
        closed: null,
        queuedSince: fact.at,
        offer: fact.offer ?? null,
      };
    case 'LEFT_MESSAGE':
      return {
        ...session,
        state: to,
        routingRevision: fact.revision,
        returnedAt: null,
        closed: fact.closed,
        questionsSeen: fact.closed === null ? session.questionsSeen : messageCount(session),
      };
    case 'TO_BOT':
      return { ...session, state: to, routingRevision: fact.revision, returnedAt: null, closed: null, botSince: fact.at };
    case 'TO_HUMAN':
    case 'RETURNED':
      return { ...session, state: to, cause: null, returnedAt: now, queuedSince: now };
    case 'ENDED': {
      const ended = { ...session, endedAt: now, endedBy: fact.by };
      if (to === 'CLOSED') return close(ended, 'AGENT_CLOSED', now);
      return { ...ended, state: to, holdUntil: minutesAfter(now, session.policy.holdMinutes) };
    }
    case 'CLOSED':
      return close(session, fact.reason, now);
    default:
      return fact satisfies never;
  }
}

/** Nobody waits in a closed session; the buyer's next message opens another. */
const close = (session: Session, reason: CloseReason, now: Date): Session => ({
  ...session,
  state: 'CLOSED',
  closedAt: now,
  closeReason: reason,
  waitingSince: null,
  returnedAt: null,
  closed: null,
});

/** Adds the wait that ends here; an instant of routing's clock that lies before ours counts as none. */
function leaveQueue(session: Session, at: Date): Session {
  if (session.queuedSince === null) return session;
  return { ...session, queuedSince: null, queuedMs: session.queuedMs + Math.max(0, at.getTime() - session.queuedSince.getTime()) };
}

const instantOf = (fact: SessionFact, now: Date): Date => ('at' in fact ? fact.at : now);
