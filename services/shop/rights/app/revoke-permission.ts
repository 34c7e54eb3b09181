import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { lockPresent } from '../../accounts/app/lock-present';
import { storeAccount } from '../../accounts/app/store-accounts';
import { raised, type Account } from '../../accounts/domain/account';
import type { Deps } from '../../deps';
import { permissionOf } from '../domain/grant';
import { deleteGrants, loadGrants } from '../store/grants';

interface Input extends CommandInput {
  readonly accountId: string;
  readonly permission: string;
}

/** Takes a granted permission back (PRM-2). What was not granted is left as it is; what a role or a position gives stays. */
export const revokePermission = (deps: Deps, command: Command<Input>): Promise<Account> => {
  const { shopId, input, key, trigger } = command;
  return deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const account = await lockPresent(tx, input.accountId);
      const revoked = granted(permissionOf(input.permission));
      const standing = (await loadGrants(tx, [account.id])).filter(({ permission }) => permission === revoked);
      audit(tx, command, { at: deps.clock.now(), on: { kind: 'GRANT', id: account.id }, before: standing[0] ?? null, after: null });
      if (standing.length === 0) return account;
      deleteGrants(tx, standing);
      return storeAccount(deps, tx, raised(account), trigger);
    }),
  );
};
