import type { Tx } from '#libs/platform/database/database';
import type { Account } from '../../accounts/domain/account';
import { grantsLeft } from '../domain/grant';
import { deleteGrants, loadGrants } from '../store/grants';

/** Deletes what an account was granted as something that it no longer is, so that it does not come back with the role; all of a removed one's. */
export async function dropGrants(tx: Tx, { id, roles, removedAt }: Account): Promise<void> {
  const grants = await loadGrants(tx, [id]);
  const left = removedAt === null ? grantsLeft(grants, roles) : [];
  deleteGrants(
    tx,
    grants.filter((grant) => !left.includes(grant)),
  );
}
