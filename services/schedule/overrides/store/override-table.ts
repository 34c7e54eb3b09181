import { flag, instant, integer, table, text, uuid, type RowOf } from '#libs/platform/database/table';

/** The last override of each shop that ever had one. `revision` counts what was set and lifted. */
export const overrideTable = table('reception_override', {
  shopId: uuid().key(),
  revision: integer(),
  /** Null once it was lifted, with the fields below. */
  isOpen: flag().null(),
  startsAt: instant().null(),
  endsAt: instant().null(),
  reason: text().null(),
  setBy: uuid().null(),
});

export type OverrideRow = RowOf<typeof overrideTable>;
