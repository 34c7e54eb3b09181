import type { Tx } from '#libs/platform/database/database';
import { accountNotFound, AppError } from '#libs/platform/errors';
import { isId } from '#libs/platform/process/ids';
import type { Account } from '../domain/account';
import { lockAccount } from '../store/accounts';

/** An account of the shop that a command is about, locked; one that was removed is there for its history only. */
export async function lockPresent(tx: Tx, id: string): Promise<Account> {
  const account = await lockKnown(tx, id);
  if (account.removedAt !== null) throw gone;
  return account;
}

/** The same, removed ones too. */
export async function lockKnown(tx: Tx, id: string): Promise<Account> {
  const account = isId(id) ? await lockAccount(tx, id) : undefined;
  if (!account) throw accountNotFound();
  return account;
}

const gone = new AppError('ACCOUNT_NOT_FOUND', 'This account was removed for good.', {
  field: 'accountId',
  expected: 'an account that was not removed',
});
