import type { Closure, DateRange, HolidayPolicy, Season, Weekly } from '#libs/calendar/index';
import { flag, instant, integer, json, table, text, uuid, type RowOf } from '#libs/platform/database/table';

const exceptions = 'ReceptionExceptions1795800000000';

/** Every version of a shop's reception hours ever saved, and of its groups'. Null in a column that was added = none, or no. */
export const versionTable = table('reception_version', {
  shopId: uuid().key(),
  version: integer().key(),
  effectiveFrom: instant().fixed(),
  savedAt: instant().fixed(),
  weekly: json<Weekly>().null().fixed(),
  closedNotice: text().null().fixed(),
  reason: text().null().fixed(),
  savedBy: uuid().null().fixed(),
  seasons: json<readonly Season[]>().fixed().added(exceptions),
  ranges: json<readonly DateRange[]>().fixed().added(exceptions),
  closures: json<readonly Closure[]>().fixed().added(exceptions),
  holidays: json<HolidayPolicy>().fixed().added(exceptions),
  groupId: uuid().fixed().added(exceptions),
  followsShop: flag().fixed().added(exceptions),
  bySystem: flag().fixed().added(exceptions),
  withdrawnAt: instant().added(exceptions),
});

export type VersionRow = RowOf<typeof versionTable>;
