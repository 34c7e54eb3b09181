import type { HolidayTable } from '#libs/calendar/index';
import { instant, integer, json, table, text, uuid, type RowOf } from '#libs/platform/database/table';

/** Which holidays a shop knows: those built in for China, or its own. */
export type HolidaySource = 'CN' | 'OWN';

/** Of each shop whose hours have ever followed holidays: by which table its versions were saved last. */
export const holidayTableTable = table('holiday_table', {
  shopId: uuid().key(),
  source: text<HolidaySource>(),
  /** The edition of the built-in table that its versions hold; counts only while `source` is CN. */
  edition: integer(),
  /** The shop's own; kept while it uses the built-in one. */
  own: json<HolidayTable>().null(),
  savedAt: instant().null(),
  savedBy: uuid().null(),
});

export type HolidayTableRow = RowOf<typeof holidayTableTable>;
