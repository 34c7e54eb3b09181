import type { ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import type { Offered } from '../../queue/domain/session-placement';
import { endOffer } from './end-offer';

/** Whether nobody has answered in time. The last instant counts as in time. */
export const isMissed = ({ offer }: Offered, now: Date): boolean => now.getTime() > offer.until;

/** Ends the offers that nobody has answered in time, in the order in which they ran out. */
export function missOffers(change: ShopChange): void {
  const { offers } = change.state;
  if (offers.size === 0) return;
  const missed = [...offers.values()].filter((offered) => isMissed(offered, change.now));
  missed.sort((a, b) => a.offer.until - b.offer.until || (a.sessionId < b.sessionId ? -1 : 1));
  // One may have been taken back meanwhile, with the agent who missed another.
  for (const offered of missed) if (offers.get(offered.sessionId) === offered) endOffer(change, offered, 'MISSED');
}

/** The first instant at which the next offer is missed. */
export const nextMissedAt = ({ offers }: Pick<ShopState, 'offers'>): number =>
  Math.min(...[...offers.values()].map(({ offer }) => offer.until)) + 1;
