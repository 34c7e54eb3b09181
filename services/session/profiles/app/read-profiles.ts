import type { Database } from '#libs/platform/database/database';
import { joinProfiles, type BuyerProfile } from '../domain/buyer-profile';
import { badgeOf, type CustomerBadge, type CustomerFacts } from '../domain/old-customer';
import { customerFactsOf } from '../store/customer-facts';
import { identitiesOf } from '../store/identities';
import { interestTotals, profilesOf, type InterestTotal } from '../store/profiles';

export interface Customer extends CustomerFacts {
  readonly badge: CustomerBadge | null;
}

/** A buyer as the shop knows the person, whichever identity one looks at. */
export interface Person {
  /** All identities, the one that the others are part of first. */
  readonly identities: readonly string[];
  readonly profile: BuyerProfile;
  readonly customer: Customer;
}

/** The persons that these buyers are, by buyer. */
export const readPersons = (db: Database, shopId: string, buyers: readonly string[]): Promise<ReadonlyMap<string, Person>> =>
  db.transaction([shopId], async (tx) => {
    const identities = await identitiesOf(tx, buyers);
    const all = [...new Set([...identities.values()].flat())];
    const [profiles, facts] = await Promise.all([profilesOf(tx, all), customerFactsOf(tx, all)]);
    return new Map(
      [...identities].map(([buyer, ids]) => {
        const customer = joinFacts(ids.flatMap((id) => facts.get(id) ?? []));
        const profile = joinProfiles(ids.flatMap((id) => profiles.get(id) ?? []));
        return [buyer, { identities: ids, profile, customer: { ...customer, badge: badgeOf(customer) } }];
      }),
    );
  });

export const readInterests = (db: Database, shopId: string, most: number): Promise<InterestTotal[]> =>
  db.transaction([shopId], (tx) => interestTotals(tx, shopId, most));

function joinFacts(facts: readonly CustomerFacts[]): CustomerFacts {
  const instants = (of: 'firstPaidAt' | 'lastPaidAt'): Date[] =>
    facts.flatMap((each) => each[of] ?? []).sort((a, b) => a.getTime() - b.getTime());
  return {
    paidOrders: facts.reduce((sum, { paidOrders }) => sum + paidOrders, 0),
    firstPaidAt: instants('firstPaidAt')[0] ?? null,
    lastPaidAt: instants('lastPaidAt').at(-1) ?? null,
    claimed: facts.some(({ claimed }) => claimed),
  };
}
