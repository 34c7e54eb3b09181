import type { Trigger } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '../../deps';
import type { Account } from '../domain/account';
import { saveAccounts } from '../store/accounts';
import { accountSnapshot } from './account-snapshot';

/** Stores and tells accounts that have changed; the transaction has locked their rows. */
export async function storeAccounts(deps: Deps, tx: Tx, changed: readonly Account[], trigger: Trigger): Promise<void> {
  if (changed.length === 0) return;
  saveAccounts(tx, changed);
  const at = deps.clock.now();
  await deps.outbox.append(
    tx,
    changed.map((account) => accountSnapshot(account, trigger, { id: deps.newId(), at })),
  );
}

/** The same for one account, which is the answer. */
export async function storeAccount(deps: Deps, tx: Tx, changed: Account, trigger: Trigger): Promise<Account> {
  await storeAccounts(deps, tx, [changed], trigger);
  return changed;
}
