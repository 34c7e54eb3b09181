import type { Session } from '../../conversation/domain/session';
import { overdue } from '../../conversation/domain/timers';

const windowMs = 24 * 3_600_000;

/** When a session is over for its buyer: at the agent's end, or else at its close, which may be due before somebody has looked. */
export const overSince = (session: Session, now: Date): Date | null =>
  session.endedAt ?? session.closedAt ?? overdue(session, now)?.at ?? null;

/** Until when the buyer may rate a session, that instant included (MET-20); null before it is over, and where no agent had it: then nobody could be credited. */
export function rateableUntil(session: Session, now: Date): Date | null {
  const over = session.agentId === null ? null : overSince(session, now);
  return over && new Date(over.getTime() + windowMs);
}
