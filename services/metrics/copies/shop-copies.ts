import { resolvePolicy, type EventOf } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';

export interface ShopCopy {
  readonly timeZone: string;
  readonly excludeFaqOnly: boolean;
}

const save: Statement = {
  name: 'shop-copy-save',
  text: `INSERT INTO shop_copy (shop_id, version, time_zone, exclude_faq_only)
    SELECT DISTINCT ON (shop_id) * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::boolean[]) AS s (shop_id, version, time_zone, exclude_faq_only)
    ORDER BY shop_id, version DESC
    ON CONFLICT (shop_id) DO UPDATE SET version = excluded.version, time_zone = excluded.time_zone, exclude_faq_only = excluded.exclude_faq_only
    WHERE shop_copy.version < excluded.version`,
};

const load: Statement = { name: 'shop-copy-load', text: 'SELECT time_zone, exclude_faq_only FROM shop_copy WHERE shop_id = $1' };

/** Keeps the newest snapshot of each shop; an older one changes nothing. */
export function saveShopCopies(tx: Tx, events: readonly EventOf<'shop-changed'>[]): void {
  if (events.length === 0) return;
  tx.send(save, [
    events.map((event) => event.shopId),
    events.map((event) => event.value.version),
    events.map((event) => event.value.timeZone),
    events.map((event) => resolvePolicy(event.value.policy).faqOnlySessions === 'EXCLUDE'),
  ]);
}

export async function loadShopCopy(tx: Tx, shopId: string): Promise<ShopCopy | undefined> {
  const [row] = await tx.query<{ time_zone: string; exclude_faq_only: boolean }>(load, [shopId]);
  return row && { timeZone: row.time_zone, excludeFaqOnly: row.exclude_faq_only };
}
