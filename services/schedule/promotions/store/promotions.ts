import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Promotion } from '../domain/promotion';
import { promotionTable } from './promotion-table';

const columns = selectList(
  promotionTable,
  'p',
  promotionTable.fields.filter((field) => field !== 'shopId'),
);
const withShop = selectList(promotionTable, 'p');

const save = insertRows(promotionTable, { name: 'promotion-save', onConflict: { update: changing(promotionTable) } });
const load: Statement = {
  name: 'promotion-load',
  text: `SELECT ${columns} FROM promotion AS p WHERE shop_id = $1 AND id = ANY ($2::uuid[])`,
};
const open: Statement = {
  name: 'promotion-open',
  text: `SELECT ${withShop} FROM promotion AS p WHERE shop_id = ANY ($1::uuid[]) AND cancelled_at IS NULL AND last_date >= $2::date ORDER BY shop_id, id`,
};
const list: Statement = {
  name: 'promotion-list',
  text: `SELECT ${columns} FROM promotion AS p WHERE shop_id = $1 AND ($2::date IS NULL OR (first_date, id) < ($2::date, $3::uuid))
    ORDER BY first_date DESC, id DESC LIMIT $4`,
};

/** A place in the list: newest first date first. */
export interface PromotionCursor {
  readonly firstDate: string;
  readonly id: string;
}

export const savePromotionRow = (tx: Tx, shopId: string, promotion: Promotion): void =>
  tx.send(save, [jsonRows([{ ...promotion, shopId }])]);

export const loadPromotions = (tx: Tx, shopId: string, ids: readonly string[]): Promise<Promotion[]> =>
  tx.query<Promotion>(load, [shopId, ids]);

/** Promotions of some shops that are not over on a date, nor cancelled. */
export const openPromotions = (tx: Tx, shopIds: readonly string[], today: string): Promise<(Promotion & { readonly shopId: string })[]> =>
  tx.query<Promotion & { readonly shopId: string }>(open, [shopIds, today]);

export const listPromotions = (
  tx: Tx,
  { shopId, after, most }: { readonly shopId: string; readonly after: PromotionCursor | null; readonly most: number },
): Promise<Promotion[]> => tx.query<Promotion>(list, [shopId, after?.firstDate ?? null, after?.id ?? null, most]);
