import type { SessionFacts, WaitingEntry } from './waiting';

export type ReleaseReason = 'CLOSED' | 'REENTRY';

/** A session with an agent; released when its slot is free again. `over` names the cause that allowed it beyond the capacity. */
export interface Assignment {
  readonly sessionId: string;
  readonly agentId: string;
  readonly revision: number;
  readonly cause: string;
  readonly over: string | null;
  readonly assignedAt: Date;
  readonly heldAt: Date | null;
  readonly releasedAt: Date | null;
  readonly releaseReason: ReleaseReason | null;
}

/**
 * A fact that came before its session's start (another topic): kept until the start comes, never dropped (architecture §4 rule 3).
 * OVER: the start has come and there was nothing to route (ended before, or begun by the shop); its close has not.
 */
export interface Tombstone {
  readonly sessionId: string;
  readonly kind: 'ENDED' | 'CLOSED' | 'OVER';
  readonly at: Date;
}

/** Where a session stands as the database has it. */
export interface Stored {
  readonly waiting: WaitingEntry | null;
  /** The latest assignment, released ones included. */
  readonly assignment: Assignment | null;
  readonly tombstone: Tombstone | null;
}

/** Where one session stands in routing; what differs from `stored` is written. `revision` is its latest outcome, 0 = none. */
export interface Standing {
  readonly sessionId: string;
  readonly stored: Stored;
  revision: number;
  waiting: WaitingEntry | null;
  assignment: Assignment | null;
  tombstone: Tombstone | null;
}

const nowhere: Stored = { waiting: null, assignment: null, tombstone: null };

/** The standing of a session as stored; of one nobody knows when nothing is. */
export const standingFrom = (sessionId: string, revision = 0, stored: Stored = nowhere): Standing => ({
  sessionId,
  stored,
  revision,
  ...stored,
});

/** A session that asks for its first outcome. */
export interface Arrival {
  readonly sessionId: string;
  readonly openedAt: Date;
  readonly facts: SessionFacts;
}
