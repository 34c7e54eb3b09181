import type { Tx } from '#libs/platform/database/database';
import { bigint, flag, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';

/** What routing needs of the shop service's snapshot of an account; read together with the agent. */
export const accountCopyTable = table('account_copy', {
  shopId: uuid().key(),
  accountId: uuid().key(),
  version: bigint(),
  hasAgentRole: flag(),
  imEnabled: flag(),
  noRouting: flag(),
  active: flag(),
  nickname: text().null().added('AccountNickname1773000300000'),
});

/** What is told of an account, besides whose it is. */
export const accountFields = changing(accountCopyTable) as Exclude<keyof RowOf<typeof accountCopyTable>, 'shopId' | 'accountId'>[];

const save = insertRows(accountCopyTable, { name: 'routing-save-accounts', onConflict: { update: changing(accountCopyTable) } });

/** Writes the copies of accounts that have a newer snapshot. */
export function saveAccounts(tx: Tx, rows: readonly RowOf<typeof accountCopyTable>[]): void {
  if (rows.length > 0) tx.send(save, [jsonRows(rows)]);
}
