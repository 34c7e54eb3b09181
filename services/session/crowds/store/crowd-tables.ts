import { instant, table, text, uuid } from '#libs/platform/database/table';
import type { BuyerCrowd, CrowdKind } from '../domain/crowd';

export const crowdTable = table('crowd', { shopId: uuid().key(), crowdId: text().key(), kind: text<CrowdKind>().fixed(), name: text() });

/** Who is or was in a crowd, written by whoever holds the buyer. */
export const membershipTable = table('crowd_membership', {
  buyerId: uuid().key(),
  crowdId: text().key(),
  shopId: uuid().fixed(),
  joinedAt: instant(),
  leftAt: instant().null(),
});

/** A buyer's crowds as the statement that gathers them writes them down. */
export type StoredCrowds = readonly (Omit<BuyerCrowd, 'joinedAt'> & { readonly joinedAt: string })[];

export const toCrowds = (stored: StoredCrowds | null): readonly BuyerCrowd[] =>
  stored?.map(({ crowdId, kind, joinedAt }) => ({ crowdId, kind, joinedAt: new Date(joinedAt) })) ?? [];
