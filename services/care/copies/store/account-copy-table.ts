import { flag, integer, table, uuid, type RowOf } from '#libs/platform/database/table';

/** What care needs of an account: whether it still acts for its shop. */
export const accountCopyTable = table('account_copy', {
  accountId: uuid().key(),
  shopId: uuid().fixed(),
  version: integer(),
  active: flag(),
});

export type AccountCopy = RowOf<typeof accountCopyTable>;
