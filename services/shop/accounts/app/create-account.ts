import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import { shopNotFound } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { givePosition } from '../../rights/app/give-position';
import { lockShop } from '../../shops/store/shops';
import { newAccount, type Account, type NewAccount } from '../domain/account';
import { insertAccount } from '../store/accounts';
import { accountSnapshot } from './account-snapshot';

/** Creates a sub-account. */
export const createAccount = (deps: Deps, command: Command<NewAccount & CommandInput>): Promise<Account> => {
  const { shopId, input, caller, key, trigger } = command;
  return deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      if (!(await lockShop(tx, shopId))) throw shopNotFound();
      const at = deps.clock.now();
      if (typeof input.positionId === 'string') await givePosition(tx, caller, input.positionId);
      const account = newAccount(deps.newId(), shopId, input);
      insertAccount(tx, account, at);
      audit(tx, command, { at, on: { kind: 'ACCOUNT', id: account.id }, before: null, after: account });
      await deps.outbox.append(tx, [accountSnapshot(account, trigger, { id: deps.newId(), at })]);
      return account;
    }),
  );
};
