import type { OfferTerms } from '../../offers/domain/offer-terms';
import type { SessionFacts, WaitingEntry } from './waiting-entry';

export type ReleaseReason = 'CLOSED' | 'REENTRY' | 'RETURNED' | 'TRANSFERRED' | 'RELEASED' | OfferEnd;

/** How an offer ends: the agent accepts, says no or does not answer in time; or it is taken back, since the agent is no longer there. */
export type OfferEnd = 'ACCEPTED' | 'DECLINED' | 'MISSED' | 'WITHDRAWN';

/** A session with an agent; released when its slot is free again. `over` names the cause that allowed it beyond the capacity. */
export interface Assignment {
  readonly sessionId: string;
  readonly revision: number;
  readonly agentId: string;
  readonly over: string | null;
  /** How many slots it takes; null: one, as in rows older than that. */
  readonly slots: number | null;
  readonly assignedAt: Date;
  readonly heldAt: Date | null;
  readonly releasedAt: Date | null;
  readonly releaseReason: ReleaseReason | null;
  /** For the decision that follows when its agent is gone (RES-81); null in rows older than that rule. */
  readonly openedAt: Date | null;
  readonly facts: SessionFacts | null;
  /** Of what is only offered; null of what the agent has, and in rows older than offers. */
  readonly offer: OfferTerms | null;
}

/** An assignment that the agent has to accept first. */
export type Offered = Assignment & { readonly offer: OfferTerms };

export const isOffered = (assignment: Assignment): assignment is Offered => assignment.offer !== null;

export const slotsOf = ({ slots }: Pick<Assignment, 'slots'>): number => slots ?? 1;

/**
 * A fact that came before its session's start (another topic): kept until the start comes, never dropped.
 * OVER: the start has come and there was nothing to route (ended before, or begun by the shop); its close has not.
 */
export interface Tombstone {
  readonly sessionId: string;
  readonly kind: 'ENDED' | 'CLOSED' | 'OVER';
  readonly at: Date;
}

/** Where a session is as the database has it. */
export interface StoredPlacement {
  readonly waiting: WaitingEntry | null;
  /** The latest assignment, released ones included. */
  readonly assignment: Assignment | null;
  readonly tombstone: Tombstone | null;
}

/** Where routing has one session; what differs from `stored` is written. `revision` is its latest outcome, 0 = none. */
export interface SessionPlacement {
  readonly sessionId: string;
  readonly stored: StoredPlacement;
  revision: number;
  waiting: WaitingEntry | null;
  assignment: Assignment | null;
  /** Assignments that ended in this flight and have been followed by another one. */
  readonly replaced: Assignment[];
  tombstone: Tombstone | null;
}

const nowhere: StoredPlacement = { waiting: null, assignment: null, tombstone: null };

/** The placement of a session as stored; of one nobody knows when nothing is. */
export const placementFrom = (sessionId: string, revision = 0, stored: StoredPlacement = nowhere): SessionPlacement => ({
  sessionId,
  stored,
  revision,
  replaced: [],
  ...stored,
});

/** The session's assignment, or its offer, if its slot is still occupied. */
export const liveAssignment = ({ assignment }: SessionPlacement): Assignment | null =>
  assignment !== null && assignment.releasedAt === null ? assignment : null;

/** Whether the session has an outcome or waits for its first. */
export const isKnown = ({ revision, waiting, assignment }: SessionPlacement): boolean =>
  revision > 0 || waiting !== null || assignment !== null;

export const hasMoved = ({ stored, waiting, assignment, tombstone }: SessionPlacement): boolean =>
  waiting !== stored.waiting || assignment !== stored.assignment || tombstone !== stored.tombstone;
