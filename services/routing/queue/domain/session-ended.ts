import { placementOf, type ShopChange } from '../../flight/domain/shop-change';
import { drain } from './drain';
import { leaveList } from './place-session';
import { leaveRouting } from './session-closed';
import { isKnown, isOffered, liveAssignment } from './session-placement';
import { hold } from './slots';

/** The agent ended the session: its slot is held. One that waits here has no slot and waits no longer. */
export function sessionEnded(change: ShopChange, sessionId: string, at: Date): void {
  const placement = placementOf(change, sessionId);
  const live = liveAssignment(placement);
  if (live && isOffered(live)) return void leaveRouting(change, placement, at, 'CLOSED');
  if (live) return hold(change, placement, live, at);
  if (placement.waiting) {
    leaveList(change, placement);
    return drain(change);
  }
  if (!isKnown(placement)) placement.tombstone ??= { sessionId, kind: 'ENDED', at };
}
