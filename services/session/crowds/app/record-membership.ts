import { once } from '#libs/platform/database/command-results';
import { AppError, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import type { BuyerDirectory, BuyerName } from '../../conversation/app/buyer-directory';
import { meetBuyers } from '../../conversation/store/lock-buyers';
import { changeMemberships } from '../domain/change-memberships';
import type { Crowd } from '../domain/crowd';
import { findCrowd } from '../store/crowds';
import { membershipsOf, saveMemberships } from '../store/memberships';

export interface MembershipInput extends CommandInput {
  readonly crowdId: string;
  readonly members: readonly { readonly buyer: BuyerName; readonly joinedAt: Date; readonly leftAt: Date | null }[];
}

export interface MembershipsRecorded {
  readonly crowd: Crowd;
  /** How many memberships are different now. */
  readonly changed: number;
}

/** Takes facts of who joined and left a crowd: all of them, or none when one is wrong. Nobody need have heard of the buyers before. */
export async function recordMembership(
  { db, clock, buyers }: Pick<Deps, 'db' | 'clock'> & { readonly buyers: BuyerDirectory },
  { shopId, key, input: { crowdId, members } }: Command<MembershipInput>,
): Promise<MembershipsRecorded> {
  const named = await buyers.identifyAll(
    shopId,
    members.map(({ buyer }) => buyer),
    (index) => `members.${index}.buyer.channel`,
  );
  const distinct = new Map(named.map((buyer) => [buyer.id, buyer]));
  return db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      meetBuyers(tx, { named: [...distinct.values()], known: [], sessions: [] });
      const [crowd, known] = await Promise.all([findCrowd(tx, shopId, crowdId), membershipsOf(tx, [...distinct.keys()], crowdId)]);
      if (crowd === null) throw crowdNotFound;
      const facts = members.map(({ joinedAt, leftAt }, index) => ({ buyerId: named[index]!.id, crowdId, joinedAt, leftAt }));
      const { changed } = granted(changeMemberships(known, facts, clock.now()));
      const buyersOfChanged = changed.map(({ buyerId }) => distinct.get(buyerId)!);
      saveMemberships(tx, shopId, changed, buyersOfChanged);
      return { crowd, changed: changed.length };
    }),
  );
}

const crowdNotFound = new AppError('CROWD_NOT_FOUND', 'No such crowd in this shop.', {
  field: 'crowdId',
  expected: 'the id of a crowd that a manager made known with saveCrowd',
});
