import type { HoursRules, ScheduleVersion, Weekly } from '#libs/calendar/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { flag, instant, integer, json, table, uuid, type RowOf } from '#libs/platform/database/table';
import { changing, deleteRows, insertRows, jsonRows } from '#libs/platform/database/write-rows';

/** The versions of the reception hours, planned ones included. */
export const scheduleCopyTable = table('schedule_copy', {
  shopId: uuid().key(),
  version: integer().key(),
  effectiveFrom: instant(),
  weekly: json<Weekly>().null(),
  seasons: json<HoursRules['seasons']>().added('ScheduleExceptions1771000100000'),
  ranges: json<HoursRules['ranges']>().added('ScheduleExceptions1771000100000'),
  closures: json<HoursRules['closures']>().added('ScheduleExceptions1771000100000'),
  holidays: json<NonNullable<HoursRules['holidays']>>().added('ScheduleExceptions1771000100000'),
  groupId: uuid().added('ScheduleExceptions1771000100000'),
  followsShop: flag().added('ScheduleExceptions1771000100000'),
});

const read: Statement = {
  name: 'routing-read-schedules',
  text: `SELECT ${selectList(scheduleCopyTable)} FROM schedule_copy WHERE shop_id = ANY ($1::uuid[]) ORDER BY shop_id, version`,
};

const save = insertRows(scheduleCopyTable, { name: 'routing-save-schedules', onConflict: { update: changing(scheduleCopyTable) } });

const remove = deleteRows(scheduleCopyTable, { name: 'routing-remove-schedules' });

/** The versions of shops that have any. */
export async function readSchedules(tx: Tx, shopIds: readonly string[]): Promise<Map<string, readonly ScheduleVersion[]>> {
  const byShop = new Map<string, ScheduleVersion[]>();
  for (const { shopId, ...row } of await tx.query<RowOf<typeof scheduleCopyTable>>(read, [shopIds])) {
    const versions = byShop.get(shopId);
    const version = versionOf(row);
    if (versions) versions.push(version);
    else byShop.set(shopId, [version]);
  }
  return byShop;
}

/** Writes versions that were saved. */
export function saveSchedules(tx: Tx, rows: readonly ({ readonly shopId: string } & ScheduleVersion)[]): void {
  if (rows.length > 0) tx.send(save, [jsonRows(rows)]);
}

/** Deletes versions that never act. */
export function removeSchedules(tx: Tx, rows: readonly { readonly shopId: string; readonly version: number }[]): void {
  if (rows.length > 0) tx.send(remove, [jsonRows(rows)]);
}

const versionOf = (row: Omit<RowOf<typeof scheduleCopyTable>, 'shopId'>): ScheduleVersion => ({
  ...row,
  seasons: row.seasons ?? [],
  ranges: row.ranges ?? [],
  closures: row.closures ?? [],
  followsShop: row.followsShop ?? false,
});
