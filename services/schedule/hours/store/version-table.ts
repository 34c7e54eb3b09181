import type { Weekly } from '#libs/calendar/index';
import { instant, integer, json, table, text, uuid } from '#libs/platform/database/table';

/** Every version of a shop's reception hours ever saved. */
export const versionTable = table('reception_version', {
  shopId: uuid().key(),
  version: integer().key(),
  effectiveFrom: instant().fixed(),
  savedAt: instant().fixed(),
  weekly: json<Weekly>().null().fixed(),
  closedNotice: text().null().fixed(),
  reason: text().null().fixed(),
  savedBy: uuid().null().fixed(),
});
