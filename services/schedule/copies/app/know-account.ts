import { awaitCopy } from '#libs/platform/database/await-copy';
import { accountNotFound } from '#libs/platform/errors';
import type { Deps } from '../../deps';
import { loadAccountCopy } from '../store/account-copies';
import type { AccountCopy } from '../store/account-copy-table';

/** An account of the shop; waits up to 2 s for one not known here yet, then refuses with ACCOUNT_NOT_FOUND at `field`. */
export async function knowAccount({ db }: Pick<Deps, 'db'>, shopId: string, accountId: string, field: string): Promise<AccountCopy> {
  const account = await awaitCopy(() => db.transaction([shopId], (tx) => loadAccountCopy(tx, shopId, accountId)));
  if (!account) throw accountNotFound(field, { retryable: true });
  return account;
}
