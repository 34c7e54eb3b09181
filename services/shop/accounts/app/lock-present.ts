import type { Tx } from '#libs/platform/database/database';
import { accountNotFound } from '#libs/platform/errors';
import { isId } from '#libs/platform/process/ids';
import type { Account } from '../domain/account';
import { lockAccount } from '../store/accounts';

/** An account of the shop that a command is about, locked. */
export async function lockPresent(tx: Tx, id: string): Promise<Account> {
  const account = isId(id) ? await lockAccount(tx, id) : undefined;
  if (!account) throw accountNotFound();
  return account;
}
