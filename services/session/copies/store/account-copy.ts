import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { bigint, flag, table, text, texts, uuid, type RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';

const named = 'AccountNames1795833420000';

/** Whether an account still acts for its shop, what buyers know it as, and its department; the last two are not known of accounts that have not changed for long. */
export const accountCopyTable = table('account_copy', {
  accountId: uuid().key(),
  shopId: uuid().fixed(),
  version: bigint(),
  roles: texts(),
  active: flag(),
  nickname: text().added(named),
  department: text().added(named),
});

export type AccountCopy = RowOf<typeof accountCopyTable>;

const save = insertRows(accountCopyTable, {
  name: 'account-copies-save',
  onConflict: { update: changing(accountCopyTable), where: 't.version < excluded.version' },
});

const readInactive: Statement = {
  name: 'accounts-inactive',
  text: 'SELECT account_id AS "accountId" FROM account_copy WHERE account_id = ANY ($1::uuid[]) AND NOT active',
};

const readOne: Statement = {
  name: 'account-one',
  text: `SELECT ${selectList(accountCopyTable, 'a')} FROM account_copy a WHERE account_id = $1`,
};

/** An account of the transaction's shops; undefined while it is not known here. */
export const findAccount = async (tx: Tx, accountId: string): Promise<AccountCopy | undefined> =>
  (await tx.query<AccountCopy>(readOne, [accountId]))[0];

/** Keeps the newest snapshot of each account, one entry per account. */
export const saveAccountCopies = async (tx: Tx, copies: readonly AccountCopy[]): Promise<void> =>
  void (await tx.query(save, [jsonRows(copies)]));

/** Those of the accounts that are known and no longer active. No statement for none. */
export async function inactiveAccounts(tx: Tx, accounts: readonly string[]): Promise<ReadonlySet<string>> {
  if (accounts.length === 0) return new Set();
  const rows = await tx.query<{ accountId: string }>(readInactive, [accounts]);
  return new Set(rows.map((row) => row.accountId));
}
