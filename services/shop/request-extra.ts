import DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import { isId } from '#libs/platform/process/ids';
import type { RequestContext } from '#libs/platform/graphql/request-context';
import type { Call } from './call';
import type { Account } from './accounts/domain/account';
import type { Shop } from './shops/domain/shop';
import { loadAccounts } from './accounts/store/accounts';
import { loadShops } from './shops/store/shops';

/** Reads of one request, batched; all of them within the caller's shop, so that a foreign id is an unknown one. */
export interface Extra {
  readonly shops: DataLoader<string, Shop | null>;
  readonly accounts: DataLoader<string, Account | null>;
}

export type ServiceContext = RequestContext<Extra>;

export const createExtra =
  (deps: Call['deps']) =>
  (caller: Caller): Extra => {
    const scope = caller.shop === null ? [] : [caller.shop];
    const batch =
      <T extends { readonly id: string }>(load: (ids: string[]) => Promise<T[]>) =>
      async (ids: readonly string[]): Promise<(T | null)[]> => {
        const found = new Map((await load(ids.filter(isId))).map((row) => [row.id, row]));
        return ids.map((id) => found.get(id) ?? null);
      };
    return {
      shops: new DataLoader(batch((ids) => deps.db.transaction(scope, (tx) => loadShops(tx, ids)))),
      accounts: new DataLoader(batch((ids) => deps.db.transaction(scope, (tx) => loadAccounts(tx, ids)))),
    };
  };
