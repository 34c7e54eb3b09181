import { placementOf, type ShopChange } from '../../flight/domain/shop-change';
import { drain } from './drain';
import { leaveList } from './place-session';
import { isKnown, liveAssignment, type ReleaseReason, type SessionPlacement } from './session-placement';
import { release } from './slots';

/** The session is closed: its slot or position is free, and the queue drains. A close before the start is kept for it. */
export function sessionClosed(change: ShopChange, sessionId: string, at: Date): void {
  const placement = placementOf(change, sessionId);
  if (leaveRouting(change, placement, at, 'CLOSED') || (isKnown(placement) && !mayBeWithBot(placement))) return;
  placement.tombstone = placement.tombstone?.kind === 'OVER' ? null : { sessionId, kind: 'CLOSED', at };
}

/** Neither an agent ever had it nor does it wait: a request for a human may still come (another topic). */
const mayBeWithBot = ({ assignment, waiting }: SessionPlacement): boolean => assignment === null && waiting === null;

/** Takes the session off its agent or out of its list; false when it had neither. */
export function leaveRouting(change: ShopChange, placement: SessionPlacement, at: Date, reason: ReleaseReason): boolean {
  const live = liveAssignment(placement);
  if (live) {
    release(change, placement, live, at, reason);
    drain(change);
    return true;
  }
  if (!placement.waiting) return false;
  leaveList(change, placement);
  // Whoever comes next may go where this one could not.
  drain(change);
  return true;
}
