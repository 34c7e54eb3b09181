import type { AssignCause } from '../../decision/domain/route';

/** What is kept of an offer until it is answered; instants in milliseconds since 1970. */
export interface OfferTerms {
  /** The last instant at which it can be accepted. */
  readonly until: number;
  /** Since when the buyer waits. */
  readonly enqueuedAt: number;
  /** Why it is offered to this agent: the assignment that follows is by the same. */
  readonly cause: AssignCause;
  readonly rule: string;
  /** Who had the session before, and is gone. */
  readonly previousAgentId: string | null;
}
