import type { ShopChange } from '../../flight/domain/shop-change';
import type { ShopState } from '../../flight/domain/shop-state';
import type { Offered } from '../../queue/domain/session-placement';
import { drain } from '../../queue/domain/drain';
import { goOn, takeBack } from './end-offer';
import { restWhoMissed } from './rest-who-missed';

/** Ends the offers that nobody has answered in time, in the order in which they ran out; agents who miss too many of them rest. */
export function missOffers(change: ShopChange): void {
  const missed = missedIn(change.state, change.now);
  if (missed.length === 0) return;
  missed.sort((a, b) => a.offer.until - b.offer.until || (a.sessionId < b.sessionId ? -1 : 1));
  const free = missed.map((offered) => ({ offered, placement: takeBack(change, offered, 'MISSED') }));
  // Who rests from now on gets none of those that are free now.
  restWhoMissed(change, missed);
  for (const { offered, placement } of free) goOn(change, placement, offered, 'MISSED');
  drain(change);
}

/** The offers that nobody has answered in time; the last instant counts as in time. */
export const missedIn = ({ offers }: Pick<ShopState, 'offers'>, now: Date): Offered[] =>
  offers.size === 0 ? [] : [...offers.values()].filter((offered) => now.getTime() > offered.offer.until);

/** The first instant at which the next offer is missed. */
export const nextMissedAt = ({ offers }: Pick<ShopState, 'offers'>): number =>
  Math.min(...[...offers.values()].map(({ offer }) => offer.until)) + 1;
