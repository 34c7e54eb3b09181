import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import { accountNotFound, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { changeAccount, type Account, type ProfileChange } from '../domain/account';
import { lockPresent } from './lock-present';
import { storeAccount } from './store-accounts';

/** What the holder of an account changes of it itself (PRM-8). */
export const updateOwnProfile = (deps: Deps, command: Command<CommandInput & ProfileChange>): Promise<Account> => {
  const { shopId, input, caller, key, trigger } = command;
  return deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      if (caller.account === null) throw accountNotFound();
      const account = await lockPresent(tx, caller.account);
      const { nickname, avatar } = input;
      const next = granted(changeAccount(account, { nickname, avatar }, caller.account));
      audit(tx, command, { at: deps.clock.now(), on: { kind: 'ACCOUNT', id: account.id }, before: account, after: next });
      return next === account ? account : storeAccount(deps, tx, next, trigger);
    }),
  );
};
