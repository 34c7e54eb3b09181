import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { Buyer } from '../../conversation/domain/session';
import { buyerTable, toBuyer, type BuyerRow } from '../../conversation/store/buyer-table';

/** A blocked buyer's place in the list. */
export interface BlockedPlace {
  readonly since: Date;
  readonly id: string;
}

const list: Statement = {
  name: 'buyers-blocked',
  text: `SELECT ${selectList(buyerTable, 'b')} FROM buyer b WHERE shop_id = $1 AND blocked_at IS NOT NULL
    AND (blocked_at, id) < ($2::timestamptz, $3::uuid) ORDER BY blocked_at DESC, id DESC LIMIT $4`,
};

/** Blocked buyers of a shop, those blocked last first, behind a place. */
export async function blockedBuyers(tx: Tx, shopId: string, after: BlockedPlace | null, most: number): Promise<Buyer[]> {
  const [since, id] = after ? [after.since, after.id] : ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
  return (await tx.query<BuyerRow>(list, [shopId, since, id, most])).map(toBuyer);
}
