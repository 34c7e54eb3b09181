import { audit } from '#libs/platform/audit/audit';
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
export const updateAccount = (deps: Deps, command: Command<Input>): Promise<Account> => {
  const { shopId, input, caller, key, trigger } = command;
  return deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const at = deps.clock.now();
      if (typeof input.positionId === 'string') await givePosition(tx, caller, input.positionId);
      const account = await lockPresent(tx, input.accountId);
      const next = granted(changeAccount(account, input, caller.account));
      audit(tx, command, { at, on: { kind: 'ACCOUNT', id: account.id }, before: account, after: next });
      if (next === account) return account;
      await dropGrants(tx, next);
      return storeAccount(deps, tx, next, trigger);
    }),
  );
};
