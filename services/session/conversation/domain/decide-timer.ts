import type { Change } from './change';
import { closeOverdue } from './close-session';
import type { Buyer, Session } from './session';
import { returnSilent } from './return-silent';
import { idleCheckAt, type Deadline } from './timers';

/** What becomes of a due timer: it closes the session, takes it from a silent agent, is wound up again, or has no more meaning. */
export type TimerDecision =
  | { readonly outcome: 'closed'; readonly change: Change }
  | { readonly outcome: 'returned'; readonly change: Change }
  | { readonly outcome: 'rearmed'; readonly deadline: Deadline }
  | { readonly outcome: 'gone' };

/** Decides by the session as it is now: a timer only reminds (SES-7, SES-12, SES-13, RES-24). */
export function decideTimer(session: Session, buyer: Buyer, kind: 'HOLD' | 'IDLE', now: Date): TimerDecision {
  const returned = kind === 'IDLE' ? returnSilent(session, buyer, now) : undefined;
  if (returned) return { outcome: 'returned', change: returned };
  const closed = closeOverdue(session, buyer, now);
  if (closed) return { outcome: 'closed', change: closed.change };
  const dueAt = kind === 'HOLD' ? holdOf(session) : idleCheckAt(session, now);
  return dueAt === null ? { outcome: 'gone' } : { outcome: 'rearmed', deadline: { kind, dueAt } };
}

const holdOf = (session: Session): Date | null => (session.state === 'ENDING' ? session.holdUntil : null);
