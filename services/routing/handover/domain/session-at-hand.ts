import { placementOf, type ShopChange } from '../../flight/domain/shop-change';
import { refuse, type Refusal } from '#libs/platform/errors';
import { askerOf, type Asker } from '../../queue/domain/place-session';
import { askerOfOffer } from '../../offers/domain/end-offer';
import { isKnown, isOffered, liveAssignment, type Assignment, type SessionPlacement } from '../../queue/domain/session-placement';
import { unknownFacts } from '../../queue/domain/waiting-entry';

/** A session that somebody moves by hand: it waits, or an agent has it, or it is on offer to one. */
export interface AtHand {
  readonly placement: SessionPlacement;
  /** null while it waits. */
  readonly live: Assignment | null;
}

/** The session that a command names, if it can still be moved. One that is not known may be on its way here. */
export function sessionAtHand(change: ShopChange, sessionId: string): AtHand | Refusal {
  const placement = placementOf(change, sessionId);
  const live = liveAssignment(placement);
  if (live?.heldAt) return ended('has been ended by its agent');
  if (live || placement.waiting) return { placement, live };
  return isKnown(placement) || placement.tombstone ? ended('is over') : notFound;
}

/** What is known of the session, for the decision to come. */
export function askerOfPlacement({ sessionId, waiting, assignment }: SessionPlacement, now: Date): Asker {
  if (waiting) return askerOf(waiting);
  if (assignment && assignment.releasedAt === null && isOffered(assignment)) return askerOfOffer(assignment);
  return {
    sessionId,
    openedAt: assignment?.openedAt ?? now,
    enqueuedAt: now,
    facts: assignment?.facts ?? unknownFacts,
    waiting: null,
  };
}

const ended = (is: string): Refusal =>
  refuse('ILLEGAL_TRANSITION', `This session ${is}.`, { field: 'sessionId', expected: 'a session that waits or that an agent is in' });

const notFound = refuse('SESSION_NOT_FOUND', 'No such session in this shop.', {
  field: 'sessionId',
  expected: 'the id of a session of this shop',
  retryable: true,
});
