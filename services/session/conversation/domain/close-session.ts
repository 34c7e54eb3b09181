import type { Refusal } from '#libs/platform/errors';
import { nothing, type Change } from './change';
import { humanContact, type Buyer, type Session } from './session';
import { overdue } from './timers';
import { transition, type SessionFact } from './transition';

export interface Moved {
  readonly outcome: 'moved';
  readonly session: Session;
  readonly buyer: Buyer;
  readonly change: Change;
}

/** Applies a fact; when it closes the session, the buyer remembers its human contact (RTE-10) and the close becomes a fact of its own. */
export function moveSession(session: Session, buyer: Buyer, fact: SessionFact, now: Date): Moved | Refusal {
  const moved = transition(session, fact, now);
  if (moved.outcome === 'refused') return moved;
  const after = moved.session;
  if (after.state !== 'CLOSED') return { outcome: 'moved', session: after, buyer, change: { ...nothing, sessions: [after] } };
  const contact = humanContact(after);
  const remembers = contact === null ? buyer : { ...buyer, lastHuman: contact };
  return {
    outcome: 'moved',
    session: after,
    buyer: remembers,
    change: { sessions: [after], messages: [], buyers: contact === null ? [] : [remembers], facts: [{ kind: 'CLOSED', session: after }] },
  };
}

/** As moveSession, for facts that the caller knows to be legal; anything else is a bug and throws. */
export function mustMove(session: Session, buyer: Buyer, fact: SessionFact, now: Date): Moved {
  const moved = moveSession(session, buyer, fact, now);
  if (moved.outcome === 'refused') throw new Error(moved.message);
  return moved;
}

/** Closes a session whose timer has run out, whether or not the timer loop has been round. Undefined when nothing is due. */
export function closeOverdue(session: Session, buyer: Buyer, now: Date): Moved | undefined {
  const due = overdue(session, now);
  return due === null ? undefined : mustMove(session, buyer, due.fact, due.at);
}
