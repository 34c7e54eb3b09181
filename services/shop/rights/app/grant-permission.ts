import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { lockPresent } from '../../accounts/app/lock-present';
import { storeAccount } from '../../accounts/app/store-accounts';
import { raised, type Account } from '../../accounts/domain/account';
import type { Deps } from '../../deps';
import { decideGrant } from '../domain/grant';
import { loadGrants, saveGrant } from '../store/grants';
import { rolesOfGiver } from './roles-of-giver';

interface Input extends CommandInput {
  readonly accountId: string;
  readonly permission: string;
  readonly until?: Date | null | undefined;
}

/** Gives an account a permission beyond its roles (PRM-1). A grant that stands already is replaced; the same one changes nothing. */
export const grantPermission = (deps: Deps, command: Command<Input>): Promise<Account> => {
  const { shopId, input, caller, key, trigger } = command;
  return deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const now = deps.clock.now();
      const account = await lockPresent(tx, input.accountId);
      const by = { account: caller.account, roles: await rolesOfGiver(tx, caller) };
      const grant = granted(decideGrant({ account, permission: input.permission, until: input.until ?? null, by, now }));
      const standing = (await loadGrants(tx, [account.id])).find(({ permission }) => permission === grant.permission);
      audit(tx, command, { at: now, on: { kind: 'GRANT', id: account.id }, before: standing ?? null, after: grant });
      if (standing && standing.until?.getTime() === grant.until?.getTime()) return account;
      saveGrant(tx, shopId, grant);
      return storeAccount(deps, tx, raised(account), trigger);
    }),
  );
};
