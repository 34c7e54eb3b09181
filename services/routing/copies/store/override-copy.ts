import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { integer, json, table, uuid, type RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { OverrideCopy } from '../domain/override-copy';

/** The latest override of each shop that ever had one. */
export const overrideCopyTable = table('override_copy', {
  shopId: uuid().key(),
  revision: integer(),
  override: json<{ readonly open: boolean; readonly from: string; readonly to: string | null; readonly reason: string }>().null(),
});

const read: Statement = {
  name: 'routing-read-overrides',
  text: `SELECT ${selectList(overrideCopyTable)} FROM override_copy WHERE shop_id = ANY ($1::uuid[])`,
};

const save = insertRows(overrideCopyTable, { name: 'routing-save-overrides', onConflict: { update: changing(overrideCopyTable) } });

/** The overrides of shops that ever had one. */
export async function readOverrides(tx: Tx, shopIds: readonly string[]): Promise<Map<string, OverrideCopy>> {
  const rows = await tx.query<RowOf<typeof overrideCopyTable>>(read, [shopIds]);
  return new Map(rows.map(({ shopId, revision, override }) => [shopId, { revision, override: override && revived(override) }]));
}

/** Writes the overrides of shops that have a newer one. */
export function saveOverrides(tx: Tx, rows: readonly ({ readonly shopId: string } & OverrideCopy)[]): void {
  if (rows.length > 0) tx.send(save, [jsonRows(rows)]);
}

const revived = ({ from, to, ...rest }: NonNullable<RowOf<typeof overrideCopyTable>['override']>): OverrideCopy['override'] => ({
  ...rest,
  from: new Date(from),
  to: to === null ? null : new Date(to),
});
