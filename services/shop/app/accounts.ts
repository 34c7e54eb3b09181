import type { z } from 'zod';
import { commandKey, once } from '#libs/platform/database/command-results';
import { accountNotFound, shopNotFound } from '#libs/platform/errors';
import { isId } from '#libs/platform/process/ids';
import { changeAccount, distinct, type Account } from '../domain/account';
import { insertAccount, lockAccount, saveAccount } from '../store/accounts';
import { lockShop } from '../store/shops';
import type { Call } from './call';
import type { createAccountInput, updateAccountInput } from './inputs';
import { accountSnapshot } from './shop-events';

/** Creates a sub-account. */
export async function createAccount({ deps, caller, traceparent }: Call, input: z.infer<typeof createAccountInput>): Promise<Account> {
  const { shopId, name, nickname, roles, imEnabled } = input;
  return deps.db.transaction([shopId], (tx) =>
    once(tx, commandKey(shopId, 'createAccount', input), async () => {
      if (!(await lockShop(tx, shopId))) throw shopNotFound();
      const at = deps.clock.now();
      const account: Account = {
        id: deps.newId(),
        shopId,
        version: 1,
        name,
        nickname: nickname ?? name,
        roles: distinct(roles),
        imEnabled: imEnabled ?? true,
        noRouting: false,
        active: true,
      };
      await insertAccount(tx, account, at);
      await deps.outbox.append(tx, [accountSnapshot(account, { caller, traceparent, at, eventId: deps.newId() })]);
      return account;
    }),
  );
}

/** Changes an account; what is not named stays. */
export async function updateAccount({ deps, caller, traceparent }: Call, input: z.infer<typeof updateAccountInput>): Promise<Account> {
  const { shopId, accountId, ...change } = input;
  if (!isId(accountId)) throw accountNotFound();
  return deps.db.transaction([shopId], (tx) =>
    once(tx, commandKey(shopId, 'updateAccount', input), async () => {
      const account = await lockAccount(tx, accountId);
      if (!account) throw accountNotFound();
      const next = changeAccount(account, change);
      if (next === account) return account;
      await saveAccount(tx, next);
      await deps.outbox.append(tx, [accountSnapshot(next, { caller, traceparent, at: deps.clock.now(), eventId: deps.newId() })]);
      return next;
    }),
  );
}
