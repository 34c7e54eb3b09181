import type { ScheduleVersion, Weekly } from '#libs/calendar/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { instantText } from '../../flight/store/instant-text';
import type { Reception } from '../../reception/domain/reception';

interface Row {
  readonly shop_id: string;
  readonly version: number;
  readonly effective_from: Date;
  readonly weekly: Weekly | null;
}

const read: Statement = {
  name: 'routing-read-reception',
  text: `SELECT shop_id, version, effective_from, weekly FROM schedule_copy WHERE shop_id = ANY ($1::uuid[]) ORDER BY shop_id, version`,
};

const save: Statement = {
  name: 'routing-save-reception',
  text: `INSERT INTO schedule_copy (shop_id, version, effective_from, weekly)
    SELECT * FROM unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::jsonb[])
    ON CONFLICT (shop_id, version) DO UPDATE SET effective_from = excluded.effective_from, weekly = excluded.weekly`,
};

/** The versions of the reception hours of shops that have any. */
export async function readReception(tx: Tx, shopIds: readonly string[]): Promise<Map<string, Reception>> {
  const byShop = new Map<string, ScheduleVersion[]>();
  for (const row of await tx.query<Row>(read, [shopIds])) {
    const versions = byShop.get(row.shop_id) ?? [];
    byShop.set(row.shop_id, versions);
    versions.push({ version: row.version, effectiveFrom: row.effective_from, weekly: row.weekly });
  }
  return byShop;
}

/** Writes versions that were saved. */
export function saveReception(tx: Tx, rows: readonly { readonly shopId: string; readonly version: ScheduleVersion }[]): void {
  if (rows.length === 0) return;
  tx.send(save, [
    rows.map(({ shopId }) => shopId),
    rows.map(({ version }) => version.version),
    rows.map(({ version }) => instantText(version.effectiveFrom)),
    rows.map(({ version }) => version.weekly && JSON.stringify(version.weekly)),
  ]);
}
