import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows, updateRows } from '#libs/platform/database/write-rows';
import { outreachTable, type Outreach } from './outreach-table';

const insert = insertRows(outreachTable, { name: 'outreach-insert' });
const update = updateRows(outreachTable, { name: 'outreach-save' });
const columns = selectList(outreachTable, 'o');
const lately: Statement = {
  name: 'outreach-lately',
  text: `SELECT k.id AS "buyerId", (SELECT count(*)::int FROM outreach AS o WHERE o.buyer_id = k.id AND o.requested_at >= $2) AS sent
    FROM unnest($1::uuid[]) AS k (id)`,
};
const lock: Statement = {
  name: 'outreach-lock',
  text: `SELECT ${columns} FROM outreach AS o WHERE shop_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR UPDATE`,
};
const ofBuyer: Statement = {
  name: 'outreach-of-buyer',
  text: `SELECT ${columns} FROM outreach AS o WHERE shop_id = $1 AND buyer_id = $2 ORDER BY requested_at DESC, id DESC LIMIT $3`,
};
const forget: Statement = {
  name: 'outreach-forget',
  text: 'UPDATE outreach SET issued = NULL, reason = NULL WHERE shop_id = $1 AND buyer_id = ANY ($2::uuid[])',
};

export const insertOutreach = (tx: Tx, rows: readonly Outreach[]): void => {
  if (rows.length > 0) tx.send(insert, [jsonRows(rows)]);
};

export const saveOutreach = (tx: Tx, rows: readonly Outreach[]): void => {
  if (rows.length > 0) tx.send(update, [jsonRows(rows)]);
};

/** How much marketing these customers, held by the caller, were sent since an instant. */
export async function sentSince(tx: Tx, buyers: readonly string[], since: Date): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ buyerId: string; sent: number }>(lately, [buyers, since]);
  return new Map(rows.map(({ buyerId, sent }) => [buyerId, sent]));
}

export const lockOutreach = (tx: Tx, shopId: string, ids: readonly string[]): Promise<Outreach[]> =>
  tx.query<Outreach>(lock, [shopId, ids]);

export const outreachOf = (tx: Tx, shopId: string, buyerId: string, most: number): Promise<Outreach[]> =>
  tx.query<Outreach>(ofBuyer, [shopId, buyerId, most]);

/** Buyers were erased: what other systems said of what was sent to them goes. */
export const forgetOutreach = (tx: Tx, shopId: string, buyers: readonly string[]): void => tx.send(forget, [shopId, buyers]);
