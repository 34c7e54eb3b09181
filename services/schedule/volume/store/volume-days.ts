import type { DateSpan } from '#libs/calendar/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { VolumeDay } from '../domain/volume-day';
import { volumeTable } from './volume-table';

const columns = selectList(
  volumeTable,
  'v',
  volumeTable.fields.filter((field) => !['shopId', 'savedAt', 'savedBy'].includes(field)),
);

const save = insertRows(volumeTable, { name: 'volume-save', onConflict: { update: changing(volumeTable) } });
const load: Statement = {
  name: 'volume-load',
  text: `SELECT ${columns} FROM volume_day AS v WHERE shop_id = $1 AND date BETWEEN $2::date AND $3::date ORDER BY date`,
};
const listed: Statement = {
  name: 'volume-load-dates',
  text: `SELECT ${columns} FROM volume_day AS v WHERE shop_id = $1 AND date = ANY ($2::date[])`,
};
const forget: Statement = { name: 'volume-forget', text: 'DELETE FROM volume_day WHERE shop_id = $1 AND date < $2::date' };

export const loadDays = (tx: Tx, shopId: string, { from, to }: DateSpan): Promise<VolumeDay[]> =>
  tx.query<VolumeDay>(load, [shopId, from, to]);

export const loadDates = (tx: Tx, shopId: string, dates: readonly string[]): Promise<VolumeDay[]> =>
  tx.query<VolumeDay>(listed, [shopId, dates]);

export const saveDays = (
  tx: Tx,
  days: readonly VolumeDay[],
  by: { readonly shopId: string; readonly savedAt: Date; readonly savedBy: string | null },
): void => tx.send(save, [jsonRows(days.map((day) => ({ ...day, ...by })))]);

/** Deletes what is known of dates before one. */
export const forgetBefore = (tx: Tx, shopId: string, date: string): void => tx.send(forget, [shopId, date]);
