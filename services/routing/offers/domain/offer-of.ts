import type { AssignCause, Route } from '../../decision/domain/route';
import type { ShopChange } from '../../flight/domain/shop-change';
import type { OfferTerms } from './offer-terms';

/** Accounts that get buyers while they are away cannot be asked, and who decides by hand does not ask. */
export const notAsked: readonly AssignCause[] = ['OFFLINE_LIST', 'OWNER', 'PROXY', 'MANUAL'];

interface Asked {
  /** Whether nobody has to be asked: somebody decided by hand, or an offer is accepted. */
  readonly isSettled: boolean;
  readonly enqueuedAt: Date;
  readonly previousAgentId: string | null;
}

/** The offer that an assignment is first, where the shop wants agents to accept; null: the agent has the session. */
export function offerOf(route: Route, { isSettled, enqueuedAt, previousAgentId }: Asked, { state, now }: ShopChange): OfferTerms | null {
  const { offerTimeoutSeconds } = state.rules;
  if (offerTimeoutSeconds === null || isSettled || route.outcome !== 'assigned' || notAsked.includes(route.cause)) return null;
  const { cause, rule } = route;
  return { until: now.getTime() + offerTimeoutSeconds * 1_000, enqueuedAt: enqueuedAt.getTime(), cause, rule, previousAgentId };
}
