import type { HolidayTable } from '#libs/calendar/index';
import type { ReadDeps } from '../../deps';
import type { HolidaySource } from '../store/holiday-table-table';
import { loadHolidays, tableOf } from '../store/holiday-tables';

export interface KnownHolidays extends HolidayTable {
  readonly source: HolidaySource;
}

/** The holidays that a shop knows. */
export const readHolidays = ({ readDb }: ReadDeps, shopId: string): Promise<KnownHolidays> =>
  readDb.transaction([shopId], async (tx) => {
    const row = await loadHolidays(tx, shopId);
    return { source: row?.source ?? 'CN', ...tableOf(row) };
  });
