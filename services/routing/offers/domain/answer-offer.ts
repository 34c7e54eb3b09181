import { refuse, type Refusal } from '#libs/platform/errors';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { Moved } from '../../handover/domain/hand-over';
import { sessionAtHand, type AtHand } from '../../handover/domain/session-at-hand';
import { isOffered, type Offered } from '../../queue/domain/session-placement';
import { accept } from './accept';
import { endOffer } from './end-offer';

/** The agent takes what it was offered. Once more changes nothing. */
export function acceptOffer(change: ShopChange, sessionId: string, accountId: string | null): Moved | Refusal {
  const found = sessionAtHand(change, sessionId);
  if ('outcome' in found) return found;
  const { live } = found;
  const moved = { sessionId, giverId: null, takerId: accountId };
  if (live && live.agentId === accountId && !isOffered(live)) return moved;
  const offered = offerTo(found, accountId);
  if ('outcome' in offered) return offered;
  accept(change, found.placement, offered);
  return moved;
}

/** The agent says no: the buyer is offered to the next one. */
export function declineOffer(change: ShopChange, sessionId: string, accountId: string | null, reason: string | null): Moved | Refusal {
  const found = sessionAtHand(change, sessionId);
  if ('outcome' in found) return found;
  const offered = offerTo(found, accountId);
  if ('outcome' in offered) return offered;
  endOffer(change, offered, 'DECLINED', { reason });
  return { sessionId, giverId: null, takerId: null };
}

const offerTo = ({ live }: AtHand, accountId: string | null): Offered | Refusal =>
  live && isOffered(live) && live.agentId === accountId ? live : offerOver;

const offerOver = refuse('OFFER_OVER', 'This session is not on offer to you, or no longer.', {
  field: 'sessionId',
  expected: 'a session that is offered to you and whose time to answer is not over',
});
