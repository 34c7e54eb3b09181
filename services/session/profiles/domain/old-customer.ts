export type CustomerBadge = 'OLD_CUSTOMER' | 'CLAIMED_NO_ORDER';

/** What is known of a buyer's purchases, and whether they said to be an old customer. Having bought before is another thing than having talked (RES-16). */
export interface CustomerFacts {
  readonly paidOrders: number;
  readonly firstPaidAt: Date | null;
  readonly lastPaidAt: Date | null;
  readonly claimed: boolean;
}

/** How buyers say that they have bought before, as a regular expression that PostgreSQL and JavaScript read alike; case does not matter. */
export const oldCustomerClaim =
  '老(顾客|客户|买家|主顾|粉丝?|用户|会员)|回头客|(以前|之前|上次|一直)[^。!?,,]{0,6}(买过|买的|在你们?家|在您家|光顾)|买过(好几|很多|多)次|(old|regular|returning|loyal|repeat) (customer|buyer|client)|bought (from you|here|this) before|ordered (from you|here|this) before';

/** CARE-12: one who has bought is shown as such, whether they say so or not; a claim that no order bears out is shown too. */
export function badgeOf({ paidOrders, claimed }: Pick<CustomerFacts, 'paidOrders' | 'claimed'>): CustomerBadge | null {
  if (paidOrders > 0) return 'OLD_CUSTOMER';
  return claimed ? 'CLAIMED_NO_ORDER' : null;
}
