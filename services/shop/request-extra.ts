import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import type { Database, Tx } from '#libs/platform/database/database';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import type { RequestContext } from '#libs/platform/graphql/request-context';
import type { Account } from './accounts/domain/account';
import { loadAccounts } from './accounts/store/accounts';
import type { Shop } from './shops/domain/shop';
import { loadShops } from './shops/store/shops';

/** Reads of one request, batched; all of them within the caller's shop. */
export interface Extra {
  readonly shops: DataLoader<string, Shop | null>;
  readonly accounts: DataLoader<string, Account | null>;
}

export type ServiceContext = RequestContext<Extra>;

export const createExtra =
  ({ readDb }: { readonly readDb: Database }) =>
  ({ shop }: Caller): Extra => {
    const byId = <T extends { readonly id: string }>(load: (tx: Tx, ids: readonly string[]) => Promise<T[]>) =>
      fencedLoader<string, T>(shop, async (shopId, ids) => {
        const rows = await readDb.transaction([shopId], (tx) => load(tx, ids));
        return new Map(rows.map((row) => [row.id, row]));
      });
    return { shops: byId(loadShops), accounts: byId(loadAccounts) };
  };
