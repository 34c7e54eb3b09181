import { instant, table, text, uuid } from '#libs/platform/database/table';

/** The key spans all shops: a login is one account, wherever. */
export const identityTable = table(
  'account_identity',
  { issuer: text().key(), subject: text().key(), shopId: uuid().fixed(), accountId: uuid().fixed(), boundAt: instant().fixed() },
  { indices: [{ name: 'account_identity_by_account', fields: ['accountId'] }] },
);
