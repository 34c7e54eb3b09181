import { audit } from '#libs/platform/audit/audit';
import { once } from '#libs/platform/database/command-results';
import { granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import type { Account } from '../domain/account';
import { setNoRouting } from '../domain/set-no-routing';
import { lockPresent } from './lock-present';
import { storeAccount } from './store-accounts';

interface Input extends CommandInput {
  readonly accountId: string;
  readonly noRouting: boolean;
}

/** Keeps an account out of automatic routing, or lets it in again; routing learns of it with the account's snapshot. */
export const commandNoRouting = (deps: Deps, command: Command<Input>): Promise<Account> => {
  const { shopId, input, key, trigger } = command;
  return deps.db.transaction([shopId], (tx) =>
    once(tx, key, async () => {
      const account = await lockPresent(tx, input.accountId);
      const next = granted(setNoRouting(account, input.noRouting));
      audit(tx, command, { at: deps.clock.now(), on: { kind: 'ACCOUNT', id: account.id }, before: account, after: next });
      return next === account ? account : storeAccount(deps, tx, next, trigger);
    }),
  );
};
