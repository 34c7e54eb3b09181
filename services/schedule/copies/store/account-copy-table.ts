import { flag, integer, table, text, texts, uuid, type RowOf } from '#libs/platform/database/table';

/** What schedule needs of an account: whether it still acts for its shop, and as what, and how files of rosters call it. */
export const accountCopyTable = table(
  'account_copy',
  {
    accountId: uuid().key(),
    shopId: uuid().fixed(),
    version: integer(),
    roles: texts(),
    active: flag(),
    name: text().added('AccountNames1795800350000'),
    nickname: text().added('AccountNames1795800350000'),
  },
  { indices: [{ name: 'account_copy_by_shop', fields: ['shopId'] }] },
);

export type AccountCopy = RowOf<typeof accountCopyTable>;
