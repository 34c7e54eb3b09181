import type { EventOf } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { newestOf } from '#libs/platform/database/newest-of';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { shopCopyTable, type ShopCopyRow } from './shop-copy-table';

/** A shop as this service knows it. */
export type ShopCopy = Omit<ShopCopyRow, 'shopId' | 'version'>;

const save = insertRows(shopCopyTable, {
  name: 'shop-copy-save',
  onConflict: { update: changing(shopCopyTable), where: 't.version < excluded.version' },
});
const columns = selectList(shopCopyTable, 'c', ['policyVersion', 'timeZone', 'name']);
const load: Statement = { name: 'shop-copy-load', text: `SELECT ${columns} FROM shop_copy AS c WHERE shop_id = $1` };
const lock: Statement = { name: 'shop-copy-lock', text: `${load.text} FOR UPDATE` };

/** Keeps the newest snapshot of each shop; an older one changes nothing. */
export function saveShopCopies(tx: Tx, events: readonly EventOf<'shop-changed'>[]): Promise<void> {
  tx.send(save, [jsonRows(newestOf(events.map(({ value }) => value)))]);
  return Promise.resolve();
}

export const loadShopCopy = async (tx: Tx, shopId: string): Promise<ShopCopy | undefined> => (await tx.query<ShopCopy>(load, [shopId]))[0];

export const lockShopCopy = async (tx: Tx, shopId: string): Promise<ShopCopy | undefined> => (await tx.query<ShopCopy>(lock, [shopId]))[0];
