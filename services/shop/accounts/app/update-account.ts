import { once } from '#libs/platform/database/command-results';
import { accountNotFound, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { isId } from '#libs/platform/process/ids';
import type { Deps } from '../../deps';
import { changeAccount, type Account, type AccountChange } from '../domain/account';
import { lockAccount, saveAccount } from '../store/accounts';
import { accountSnapshot } from './account-snapshot';

interface Input extends CommandInput, AccountChange {
  readonly accountId: string;
}

/** Changes an account; what changes nothing is stored and told as nothing. */
export const updateAccount = (deps: Deps, { shopId, input, caller, key, trigger }: Command<Input>): Promise<Account> =>
  deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const account = isId(input.accountId) ? await lockAccount(tx, input.accountId) : undefined;
      if (!account) throw accountNotFound();
      const next = granted(changeAccount(account, input, caller.account));
      if (next === account) return account;
      saveAccount(tx, next);
      await deps.outbox.append(tx, [accountSnapshot(next, trigger, { id: deps.newId(), at: deps.clock.now() })]);
      return next;
    }),
  );
