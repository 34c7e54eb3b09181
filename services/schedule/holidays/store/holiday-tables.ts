import type { HolidayTable } from '#libs/calendar/index';
import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { cnEdition, cnTable } from '../domain/cn-table';
import { holidayTableTable, type HolidayTableRow } from './holiday-table-table';

const load: Statement = {
  name: 'holiday-table-load',
  text: `SELECT ${selectList(holidayTableTable, 'h')} FROM holiday_table AS h WHERE shop_id = $1`,
};
const save = insertRows(holidayTableTable, { name: 'holiday-table-save', onConflict: { update: changing(holidayTableTable) } });
const use = insertRows(holidayTableTable, {
  name: 'holiday-table-use',
  onConflict: { update: ['edition'], where: 't.edition > excluded.edition' },
});
const behind: Statement = {
  name: 'holiday-table-behind',
  text: `SELECT shop_id AS "shopId" FROM holiday_table WHERE source = 'CN' AND edition < $1 AND shop_id > $2 ORDER BY shop_id LIMIT 100`,
};

export const loadHolidays = async (tx: Tx, shopId: string): Promise<HolidayTableRow | undefined> =>
  (await tx.query<HolidayTableRow>(load, [shopId]))[0];

export const saveHolidays = (tx: Tx, row: HolidayTableRow): void => tx.send(save, [jsonRows([row])]);

/** Notes that a version of a shop holds this build's holidays. An older build that saves after a newer one did is noticed by it: the lower edition counts. */
export const useHolidays = (tx: Tx, shopId: string): void =>
  tx.send(use, [jsonRows([{ shopId, source: 'CN', edition: cnEdition, own: null, savedAt: null, savedBy: null }])]);

/** The table that a shop uses: its own where it said so, else the built-in one. */
export const tableOf = (row: Pick<HolidayTableRow, 'source' | 'own'> | undefined): HolidayTable =>
  (row?.source === 'OWN' ? row.own : null) ?? cnTable;

/** Some of the shops whose versions hold an older edition of the built-in table than this build has, from behind one on. */
export const shopsBehind = async (workerDb: Database, after: string): Promise<string[]> =>
  (await workerDb.transaction([], (tx) => tx.query<{ shopId: string }>(behind, [cnEdition, after]))).map(({ shopId }) => shopId);
