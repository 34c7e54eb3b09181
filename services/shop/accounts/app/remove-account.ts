import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { dropGrants } from '../../rights/app/drop-grants';
import { removed, type Account } from '../domain/account';
import { lockKnown } from './lock-present';
import { storeAccount } from './store-accounts';

interface Input extends CommandInput {
  readonly accountId: string;
}

/**
 * Removes a sub-account for good; what it did stays. It is told as not active, so routing takes it out and what it was talking in goes back to routing
 * (RES-81). Removing it again changes nothing.
 */
export const removeAccount = (deps: Deps, command: Command<Input>): Promise<Account> => {
  const { shopId, input, key, trigger } = command;
  return deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const at = deps.clock.now();
      const account = await lockKnown(tx, input.accountId);
      const next = granted(removed(account, at));
      audit(tx, command, { at, on: { kind: 'ACCOUNT', id: account.id }, before: account, after: next });
      if (next === account) return account;
      await dropGrants(tx, next);
      return storeAccount(deps, tx, next, trigger);
    }),
  );
};
