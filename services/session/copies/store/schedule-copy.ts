import type { Statement, Tx } from '#libs/platform/database/database';
import { bigint, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';

/** One version of a shop's reception hours, for the text of its closed notice; null = ours. */
export const scheduleCopyTable = table('schedule_copy', { shopId: uuid().key(), version: bigint().key(), closedNotice: text().null() });

export type ScheduleCopy = RowOf<typeof scheduleCopyTable>;

const save = insertRows(scheduleCopyTable, { name: 'schedule-copies-save', onConflict: 'ignore' });

const readNotices: Statement = {
  name: 'notices-read',
  text: `SELECT k.shop_id AS "shopId", k.version, n.closed_notice AS "closedNotice" FROM unnest($1::uuid[], $2::bigint[]) AS k (shop_id, version)
    LEFT JOIN LATERAL (SELECT c.closed_notice FROM schedule_copy c WHERE c.shop_id = k.shop_id AND c.version <= k.version ORDER BY c.version DESC LIMIT 1) AS n ON true`,
};

/** Keeps every version of a schedule's notice; a version never changes. */
export const saveScheduleCopies = async (tx: Tx, copies: readonly ScheduleCopy[]): Promise<void> =>
  void (await tx.query(save, [jsonRows(copies)]));

export const noticeKey = (shopId: string, version: number): string => `${shopId} ${version}`;

/** The notices in force under these versions of the schedule, by noticeKey; while a version is on its way, the one before it speaks. */
export async function noticesOf(
  tx: Tx,
  keys: readonly { readonly shopId: string; readonly version: number }[],
): Promise<ReadonlyMap<string, string | null>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.query<ScheduleCopy>(readNotices, [keys.map((key) => key.shopId), keys.map((key) => key.version)]);
  return new Map(rows.map((row) => [noticeKey(row.shopId, row.version), row.closedNotice]));
}
