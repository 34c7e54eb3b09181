import { nothing, type Change, type Fact } from './change';
import { undecidedSince, type Buyer, type Message, type Session } from './session';
import { decisionMs, type Deadline } from './timers';

const longestPauseMs = 600_000;

/** A session whose start or return is told again, and when to look next; null when routing has decided. */
export interface ToldAgain {
  readonly since: Date;
  readonly change: Change;
  readonly deadline: Deadline;
}

/**
 * A session that waits for a decision of routing for 10 s is told again: its event may never have arrived. The pauses double up to 10 minutes,
 * so that nobody is forgotten and a long standstill of routing is not made longer.
 */
export function tellAgain(
  session: Session,
  known: { readonly buyer: Buyer; readonly opening: Message; readonly timeZone: string },
  now: Date,
): ToldAgain | null {
  const since = undecidedSince(session);
  if (since === null) return null;
  const waited = now.getTime() - since.getTime();
  const pause = Math.min(Math.max(waited, decisionMs), longestPauseMs);
  return {
    since,
    change: { ...nothing, facts: [factOf(session, known)] },
    deadline: { kind: 'DECISION', dueAt: new Date(now.getTime() + pause) },
  };
}

function factOf(session: Session, { buyer, opening, timeZone }: Parameters<typeof tellAgain>[1]): Fact {
  const { agentId, waitingSince, returnedAt } = session;
  if (returnedAt !== null && agentId !== null && waitingSince !== null) return { kind: 'RETURNED', session, agentId, waitingSince };
  if (returnedAt !== null) return { kind: 'TO_HUMAN', session, lastHuman: buyer.lastHuman };
  return { kind: 'STARTED', session, opening, timeZone, lastHuman: buyer.lastHuman };
}
