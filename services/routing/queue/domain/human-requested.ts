import { placementOf, type ShopChange } from '../../flight/domain/shop-change';
import { joinShop } from './join-shop';
import { liveAssignment } from './session-placement';
import type { SessionFacts } from './waiting-entry';

export interface HumanRequest {
  readonly sessionId: string;
  readonly openedAt: Date;
  /** Since when the buyer waits for a human. */
  readonly requestedAt: Date;
  /** The session's outcome that the request follows. */
  readonly revision: number;
  readonly facts: SessionFacts;
}

/**
 * The bot hands a session over (RTE-15, RTE-16): the decision order begins again, with `viaBot`. One that waits or is with an agent has been decided about;
 * one whose close came first is over, and a request that is told again after its decision is answered already.
 */
export function humanRequested(change: ShopChange, { sessionId, openedAt, requestedAt, revision, facts }: HumanRequest): void {
  const { settings } = change.state;
  const placement = placementOf(change, sessionId);
  if (!settings || placement.waiting || liveAssignment(placement) || placement.tombstone || placement.revision > revision) return;
  // Where the outcomes of so old a session are forgotten here, they go on from what the session service knows.
  placement.revision = revision;
  const asker = { sessionId, openedAt, enqueuedAt: requestedAt, facts, waiting: null };
  joinShop(change, settings, placement, asker);
}
