import type { Caller } from '#libs/platform/access/caller';
import { isPermission, type Permission } from '#libs/platform/access/permissions';
import type { Tx } from '#libs/platform/database/database';
import type { Account } from '../../accounts/domain/account';
import { loadAccounts } from '../../accounts/store/accounts';
import { effectivePermissions, type Given } from '../domain/effective-permissions';
import type { Held } from '../domain/give';
import { heldBy } from '../domain/held';
import { loadGrants } from '../store/grants';
import { loadPositions } from '../store/positions';

/** Who gives rights, and what it has to give. */
export interface Giver {
  readonly account: string | null;
  readonly held: Held;
}

/** What the caller has at this instant, read in the transaction of the act; of a caller that is no account, what its passport says. */
export async function giverOf(tx: Tx, caller: Caller, now: Date): Promise<Giver> {
  if (caller.account === null) {
    const held = new Map<Permission, null>(caller.permissions.filter(isPermission).map((permission) => [permission, null]));
    return { account: null, held };
  }
  const [account] = await loadAccounts(tx, [caller.account]);
  return { account: caller.account, held: account ? heldBy(effectivePermissions(account, await givenTo(tx, account), now)) : new Map() };
}

export async function givenTo(tx: Tx, { id, positionId }: Pick<Account, 'id' | 'positionId'>): Promise<Given> {
  const [grants, [position = null]] = await Promise.all([loadGrants(tx, [id]), positionId === null ? [] : loadPositions(tx, [positionId])]);
  return { grants, position };
}
