import { resolvePolicy, type EventOf } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { newestOf } from '#libs/platform/database/newest-of';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { shopCopyTable } from './shop-copy-table';

export type ShopCopy = RowOf<typeof shopCopyTable>;

const save = insertRows(shopCopyTable, {
  name: 'shop-copy-save',
  onConflict: { update: changing(shopCopyTable), where: 't.version < excluded.version' },
});

const load: Statement = { name: 'shop-copy-load', text: `SELECT ${selectList(shopCopyTable, 'c')} FROM shop_copy AS c WHERE shop_id = $1` };

/** Keeps the newest snapshot of each shop; an older one changes nothing. */
export function saveShopCopies(tx: Tx, events: readonly EventOf<'shop-changed'>[]): void {
  if (events.length === 0) return;
  const copies = newestOf(events.map(({ value }) => value)).map(({ shopId, version, timeZone, policy }) => {
    return { shopId, version, timeZone, excludeFaqOnly: resolvePolicy(policy).faqOnlySessions === 'EXCLUDE' } satisfies ShopCopy;
  });
  tx.send(save, [jsonRows(copies)]);
}

export const loadShopCopy = async (tx: Tx, shopId: string): Promise<ShopCopy | undefined> => (await tx.query<ShopCopy>(load, [shopId]))[0];
