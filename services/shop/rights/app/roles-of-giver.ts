import type { Caller } from '#libs/platform/access/caller';
import type { Tx } from '#libs/platform/database/database';
import type { AccountRole } from '../../accounts/domain/account';
import { loadAccounts } from '../../accounts/store/accounts';

/** The roles by which a caller gives rights, read in the transaction of the act; none where it is no account, or not active any more. */
export async function rolesOfGiver(tx: Tx, { account: id }: Caller): Promise<readonly AccountRole[]> {
  const [account] = id === null ? [] : await loadAccounts(tx, [id]);
  return account?.active ? account.roles : [];
}
