import { once } from '#libs/platform/database/command-results';
import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { givePosition } from '../../rights/app/give-position';
import { dropGrants } from '../../rights/app/drop-grants';
import { changeAccount, type Account, type AccountChange } from '../domain/account';
import { lockPresent } from './lock-present';
import { storeAccount } from './store-accounts';

interface Input extends CommandInput, AccountChange {
  readonly accountId: string;
}

/** Changes an account; what changes nothing is stored and told as nothing. */
export const updateAccount = (deps: Deps, { shopId, input, caller, key, trigger }: Command<Input>): Promise<Account> =>
  deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      if (input.positionId) await givePosition(tx, caller, input.positionId, deps.clock.now());
      const account = await lockPresent(tx, input.accountId);
      const next = granted(changeAccount(account, input, caller.account));
      if (next === account) return account;
      await dropGrants(tx, next);
      return storeAccount(deps, tx, next, trigger);
    }),
  );
