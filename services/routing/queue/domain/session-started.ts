import { placementOf, type ShopChange } from '../../flight/domain/shop-change';
import { joinShop } from './join-shop';
import { enterList } from './place-session';
import { everybody } from './pools';
import { leaveRouting } from './session-closed';
import { isKnown, type SessionPlacement } from './session-placement';
import type { SessionFacts } from './waiting-entry';

/** A session that asks for its first outcome. */
export interface Arrival {
  readonly sessionId: string;
  readonly openedAt: Date;
  readonly facts: SessionFacts;
}

/**
 * One that has an outcome or a position keeps it (step 1 of the decision order); one whose end came first is over already. With `reentryOf` the old
 * session's slot frees and the queue drains before the new one is routed (RES-23), whichever topic came first.
 */
export function sessionStarted(change: ShopChange, arrival: Arrival, reentryOf: string | null): void {
  if (reentryOf !== null) leaveRouting(change, placementOf(change, reentryOf), change.now, 'REENTRY');
  const placement = placementOf(change, arrival.sessionId);
  if (isKnown(placement)) return;
  if (placement.tombstone === null) arrive(change, placement, arrival);
  else passOver(change, placement);
}

/** A session that an agent has begun is with that agent already: nothing to decide, until its close nothing to keep but that it was seen (SES-3). */
export function shopSessionStarted(change: ShopChange, sessionId: string): void {
  const placement = placementOf(change, sessionId);
  if (!isKnown(placement)) passOver(change, placement);
}

function passOver({ now: at }: ShopChange, placement: SessionPlacement): void {
  // A close that came first stays known: the start may be told again.
  if (placement.tombstone?.kind !== 'CLOSED') placement.tombstone = { sessionId: placement.sessionId, kind: 'OVER', at };
}

function arrive(change: ShopChange, placement: SessionPlacement, arrival: Arrival): void {
  const { settings } = change.state;
  const enqueuedAt = arrival.openedAt;
  if (!settings) {
    const unplaced = { kind: 'PENDING', place: null, pool: everybody, band: 'NORMAL', revision: 0 } as const;
    return enterList(change, placement, { ...arrival, ...unplaced, enqueuedAt });
  }
  joinShop(change, settings, placement, { ...arrival, enqueuedAt, waiting: null });
}
