import { resolvePolicy, type ShopPolicy } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { bigint, json, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Settings } from '../domain/settings';

/** What routing needs of the shop service's snapshot of a shop. */
export const shopCopyTable = table('shop_copy', {
  shopId: uuid().key(),
  version: bigint(),
  policyVersion: bigint().null(),
  policy: json<Partial<ShopPolicy>>(),
  timeZone: text(),
  ownerId: uuid().null(),
  holidayMode: json<{ readonly from: string; readonly to: string | null }>().null(),
  preset: text().null().added('ShopPreset1773000500000'),
  tiers: json<Settings['tiers']>().null().added('Entitlements1773000000000'),
  trials: json<Settings['trials']>().null().added('Entitlements1773000000000'),
});

type Row = RowOf<typeof shopCopyTable>;

const read: Statement = {
  name: 'routing-load-settings',
  text: `SELECT ${selectList(shopCopyTable)} FROM shop_copy WHERE shop_id = ANY ($1::uuid[])`,
};

const save = insertRows(shopCopyTable, { name: 'routing-save-settings', onConflict: { update: changing(shopCopyTable) } });

/** The settings of shops whose snapshot has come. */
export async function readSettings(tx: Tx, shopIds: readonly string[]): Promise<Map<string, Settings>> {
  const rows = await tx.query<Row>(read, [shopIds]);
  return new Map(rows.map((row) => [row.shopId, settingsOf(row)]));
}

/** Writes the copies of shops that have a newer snapshot. */
export function saveSettings(tx: Tx, rows: readonly ({ readonly shopId: string } & Settings)[]): void {
  if (rows.length > 0) tx.send(save, [jsonRows(rows)]);
}

const settingsOf = ({ shopId: _shopId, policy, holidayMode, tiers, trials, ...flat }: Row): Settings => ({
  ...flat,
  policy: resolvePolicy(policy),
  tiers: tiers ?? [],
  trials: trials ?? [],
  holidayMode: holidayMode && { from: new Date(holidayMode.from), to: holidayMode.to === null ? null : new Date(holidayMode.to) },
});
