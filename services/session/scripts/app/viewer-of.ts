import type { Caller } from '#libs/platform/access/caller';
import { hasByRole } from '#libs/platform/access/permissions';
import type { Tx } from '#libs/platform/database/database';
import { AppError } from '#libs/platform/errors';
import { findAccount } from '../../copies/store/account-copy';
import type { Viewer } from '../domain/viewer';

/** The caller as one who looks at scripts; it is an account of the shop. */
export async function viewerOf(tx: Tx, { account: accountId, roles }: Caller): Promise<Viewer> {
  if (accountId === null) throw noAccount;
  const account = await findAccount(tx, accountId);
  return { accountId, department: account?.department ?? null, keepsShared: hasByRole('scripts:write', roles) };
}

const noAccount = new AppError('FORBIDDEN', 'Scripts are for accounts of the shop.', { expected: 'the token of an account' });
