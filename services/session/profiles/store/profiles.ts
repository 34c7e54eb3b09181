import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { StoredProfile } from '../domain/buyer-profile';
import { profileTable } from './profile-table';

type ProfileRow = RowOf<typeof profileTable>;

const save = insertRows(profileTable, { name: 'profile-save', onConflict: { update: changing(profileTable) } });
const some: Statement = {
  name: 'profiles-of-buyers',
  text: `SELECT ${selectList(profileTable, 'p')} FROM unnest($1::uuid[]) AS k (id)
    JOIN LATERAL (SELECT * FROM buyer_profile WHERE buyer_id = k.id LIMIT 1) AS p ON true`,
};
const interests: Statement = {
  name: 'interests-of-shop',
  text: `SELECT interest, count(*)::int AS buyers FROM buyer_profile, unnest(interests) AS interest WHERE shop_id = $1
    GROUP BY interest ORDER BY count(*) DESC, interest LIMIT $2`,
};

/** How many buyers have an interest. */
export interface InterestTotal {
  readonly interest: string;
  readonly buyers: number;
}

export const saveProfile = (tx: Tx, shopId: string, profile: StoredProfile): void => tx.send(save, [jsonRows([{ ...profile, shopId }])]);

/** The profiles of these buyers, by buyer. */
export const profilesOf = async (tx: Tx, buyers: readonly string[]): Promise<Map<string, StoredProfile>> =>
  new Map((await tx.query<ProfileRow>(some, [buyers])).map(({ shopId: _shopId, ...profile }) => [profile.buyerId, profile]));

/** The interests that most buyers of the shop have. */
export const interestTotals = (tx: Tx, shopId: string, most: number): Promise<InterestTotal[]> => tx.query(interests, [shopId, most]);
