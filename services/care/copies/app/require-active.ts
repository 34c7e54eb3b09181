import { awaitCopy } from '#libs/platform/database/await-copy';
import { accountNotFound, AppError } from '#libs/platform/errors';
import type { Deps } from '../../deps';
import { loadAccountCopy } from '../store/account-copies';
import type { InShop } from './in-known-shop';

/** Refuses an account that does not act for the shop; waits up to 2 s for one not known here yet. */
export async function requireActive({ db }: Pick<Deps, 'db'>, shopId: string, accountId: string): Promise<void> {
  const account = await awaitCopy(() => db.transaction([shopId], (tx) => loadAccountCopy(tx, shopId, accountId)));
  if (!account) throw accountNotFound('accountId', { retryable: true });
  if (!account.active) throw notActive();
}

/** Once more under the shop's lock: who has gone away meanwhile is released under it too, and would not be found again. */
export async function requireStillActive({ tx, shopId }: InShop, accountId: string): Promise<void> {
  if (!(await loadAccountCopy(tx, shopId, accountId))?.active) throw notActive();
}

const notActive = (): AppError =>
  new AppError('BAD_USER_INPUT', 'The account is not active.', { field: 'accountId', expected: 'an active account of the shop' });
