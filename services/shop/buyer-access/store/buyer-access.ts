import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows, updateRows } from '#libs/platform/database/write-rows';
import type { BuyerAccess, BuyerTokenKey } from '../domain/buyer-access';
import { buyerAccessTable, buyerTokenKeyTable } from './buyer-access-tables';

const insertKey = insertRows(buyerTokenKeyTable, { name: 'buyer-key-insert' });
const endKey = updateRows(buyerTokenKeyTable, { name: 'buyer-key-end', fields: ['revokedAt'], where: 't.revoked_at IS NULL' });
const allow = insertRows(buyerAccessTable, { name: 'buyer-access-save', onConflict: { update: ['anonymous'] } });
const settings: Statement = {
  name: 'buyer-access-load',
  text: `SELECT ${selectList(buyerAccessTable, 'a')} FROM buyer_access AS a WHERE shop_id = ANY ($1::uuid[])`,
};
const keys: Statement = {
  name: 'buyer-key-load',
  text: `SELECT ${selectList(buyerTokenKeyTable, 'k')} FROM buyer_token_key AS k WHERE shop_id = ANY ($1::uuid[]) ORDER BY created_at, id`,
};

export const insertBuyerTokenKey = (tx: Tx, key: BuyerTokenKey): void => tx.send(insertKey, [jsonRows([key])]);

/** Ends a key; one that was ended stays as it was. */
export const endBuyerTokenKey = (tx: Tx, id: string, revokedAt: Date): void => tx.send(endKey, [jsonRows([{ id, revokedAt }])]);

export const saveAnonymous = (tx: Tx, shopId: string, anonymous: boolean): void => tx.send(allow, [jsonRows([{ shopId, anonymous }])]);

/** How buyers come to these shops; a shop that has set nothing lets no anonymous buyer in. */
export async function loadBuyerAccess(tx: Tx, shopIds: readonly string[]): Promise<BuyerAccess[]> {
  const [set, known] = await Promise.all([
    tx.query<Pick<BuyerAccess, 'shopId' | 'anonymous'>>(settings, [shopIds]),
    tx.query<BuyerTokenKey>(keys, [shopIds]),
  ]);
  return shopIds.map((shopId) => ({
    shopId,
    anonymous: set.some((each) => each.shopId === shopId && each.anonymous),
    keys: known.filter((each) => each.shopId === shopId),
  }));
}
