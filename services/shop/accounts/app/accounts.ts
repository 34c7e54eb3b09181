import { commandKey, once } from '#libs/platform/database/command-results';
import { accountNotFound, shopNotFound } from '#libs/platform/errors';
import { isId } from '#libs/platform/process/ids';
import { changeAccount, distinct, type Account, type AccountChange, type AccountRole } from '../domain/account';
import { insertAccount, lockAccount, saveAccount } from '../store/accounts';
import { lockShop } from '../../shops/store/shops';
import type { Call } from '../../call';
import { accountSnapshot } from '../../shops/app/shop-events';

interface Command {
  readonly shopId: string;
  readonly commandId?: string | null | undefined;
}

export interface NewAccount extends Command {
  readonly name: string;
  readonly nickname?: string | null | undefined;
  readonly roles: readonly AccountRole[];
  readonly imEnabled?: boolean | null | undefined;
}

export interface ChangedAccount extends Command, AccountChange {
  readonly accountId: string;
}

/** Creates a sub-account. */
export async function createAccount({ deps, caller, traceparent }: Call, input: NewAccount): Promise<Account> {
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
export async function updateAccount({ deps, caller, traceparent }: Call, input: ChangedAccount): Promise<Account> {
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
