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
export const removeAccount = (deps: Deps, { shopId, input, key, trigger }: Command<Input>): Promise<Account> =>
  deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const account = await lockKnown(tx, input.accountId);
      const next = granted(removed(account, deps.clock.now()));
      if (next === account) return account;
      await dropGrants(tx, next);
      return storeAccount(deps, tx, next, trigger);
    }),
  );
