import type { EventOf } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { newestOf } from '#libs/platform/database/newest-of';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { accountCopyTable, type AccountCopy } from './account-copy-table';

const save = insertRows(accountCopyTable, {
  name: 'account-copies-save',
  onConflict: { update: changing(accountCopyTable), where: 't.version < excluded.version' },
});
const one: Statement = {
  name: 'account-copy-load',
  text: `SELECT ${selectList(accountCopyTable, 'a')} FROM account_copy AS a WHERE shop_id = $1 AND account_id = $2`,
};

/** Keeps the newest snapshot of each account; an older one changes nothing. */
export function saveAccountCopies(tx: Tx, events: readonly EventOf<'account-changed'>[]): Promise<void> {
  tx.send(save, [
    jsonRows(
      newestOf(
        events.map(({ value }) => value),
        ({ accountId }) => accountId,
      ),
    ),
  ]);
  return Promise.resolve();
}

export const loadAccountCopy = async (tx: Tx, shopId: string, accountId: string): Promise<AccountCopy | undefined> =>
  (await tx.query<AccountCopy>(one, [shopId, accountId]))[0];
