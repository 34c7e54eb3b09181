import { refuse, type Refusal } from '#libs/platform/errors';
import { refuseFuture } from '../../conversation/domain/refuse-future';
import type { Membership } from './crowd';
import { laterMembership } from './later-membership';

export type MembershipsDone = { readonly outcome: 'done'; readonly changed: readonly Membership[] } | Refusal;

/** The memberships of one crowd that facts change, each once; facts that say nothing new change none. One that cannot be refuses them all. */
export function changeMemberships(known: ReadonlyMap<string, Membership>, facts: readonly Membership[], now: Date): MembershipsDone {
  for (const [index, fact] of facts.entries()) {
    const refused = refuseFact(fact, `members.${index}`, now);
    if (refused) return refused;
  }
  const changed = new Map<string, Membership>();
  for (const fact of facts) {
    const before = changed.get(fact.buyerId) ?? known.get(fact.buyerId);
    const after = before ? laterMembership(before, fact) : fact;
    if (after !== before) changed.set(fact.buyerId, after);
  }
  return { outcome: 'done', changed: [...changed.values()] };
}

function refuseFact({ joinedAt, leftAt }: Membership, field: string, now: Date): Refusal | undefined {
  if (leftAt !== null && leftAt < joinedAt)
    return refuse('BAD_USER_INPUT', 'Nobody leaves before joining.', {
      field: `${field}.leftAt`,
      expected: 'an instant not before joinedAt',
    });
  return refuseFuture({ [`${field}.joinedAt`]: joinedAt, [`${field}.leftAt`]: leftAt }, now);
}
