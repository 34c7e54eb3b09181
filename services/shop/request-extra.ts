import DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import type { Database, Tx } from '#libs/platform/database/database';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import type { RequestContext } from '#libs/platform/graphql/request-context';
import type { Account } from './accounts/domain/account';
import { loadAccounts } from './accounts/store/accounts';
import { endedAmong, type BrowserSessionKey } from './browser-sessions/store/ended-sessions';
import type { AccountIdentity, Identity } from './identities/domain/account-identity';
import { findIdentities, identitiesOfAccounts } from './identities/store/identities';
import type { ApiKey } from './keys/domain/api-key';
import { loadApiKeys } from './keys/store/api-keys';
import type { Grant } from './rights/domain/grant';
import type { Position } from './rights/domain/position';
import { loadGrants } from './rights/store/grants';
import { loadPositions } from './rights/store/positions';
import type { Shop } from './shops/domain/shop';
import { loadShops } from './shops/store/shops';

/** Reads of one request, batched; all of them within the caller's shop. */
export interface Extra {
  readonly shops: DataLoader<string, Shop | null>;
  readonly accounts: DataLoader<string, Account | null>;
  /** By account. */
  readonly identities: DataLoader<string, readonly AccountIdentity[] | null>;
  /** In all shops, for the gateway alone. */
  readonly logins: DataLoader<Identity, AccountIdentity | null, string>;
  /** Sessions of browsers that were ended. */
  readonly endedSessions: DataLoader<BrowserSessionKey, BrowserSessionKey | null, string>;
  readonly keys: DataLoader<string, ApiKey | null>;
  readonly positions: DataLoader<string, Position | null>;
  /** By account. */
  readonly grants: DataLoader<string, readonly Grant[] | null>;
}

export type ServiceContext = RequestContext<Extra>;

export const createExtra =
  ({ readDb, workerDb }: { readonly readDb: Database; readonly workerDb: Database }) =>
  ({ shop }: Caller): Extra => {
    const byId = <T extends { readonly id: string }>(load: (tx: Tx, ids: readonly string[]) => Promise<T[]>) =>
      fencedLoader<string, T>(shop, async (shopId, ids) => {
        const rows = await readDb.transaction([shopId], (tx) => load(tx, ids));
        return new Map(rows.map((row) => [row.id, row]));
      });
    const grants = fencedLoader<string, readonly Grant[]>(shop, async (shopId, ids) => {
      const found = await readDb.transaction([shopId], (tx) => loadGrants(tx, ids));
      return new Map(ids.map((id) => [id, found.filter(({ accountId }) => accountId === id)]));
    });
    const identities = fencedLoader<string, readonly AccountIdentity[]>(shop, async (shopId, ids) => {
      const found = await readDb.transaction([shopId], (tx) => identitiesOfAccounts(tx, ids));
      return new Map(ids.map((id) => [id, found.filter(({ accountId }) => accountId === id)]));
    });
    const logins = new DataLoader<Identity, AccountIdentity | null, string>(
      async (asked) => {
        const found = await workerDb.transaction([], (tx) => findIdentities(tx, asked));
        const bound = new Map(found.map((each) => [nameOf(each), each]));
        return asked.map((each) => bound.get(nameOf(each)) ?? null);
      },
      { cacheKeyFn: nameOf },
    );
    const endedSessions = new DataLoader<BrowserSessionKey, BrowserSessionKey | null, string>(
      async (asked) => {
        const found = shop === null ? [] : await readDb.transaction([shop], (tx) => endedAmong(tx, asked));
        const ended = new Map(found.map((each) => [sessionName(each), each]));
        return asked.map((each) => ended.get(sessionName(each)) ?? null);
      },
      { cacheKeyFn: sessionName },
    );
    return {
      shops: byId(loadShops),
      accounts: byId(loadAccounts),
      positions: byId(loadPositions),
      keys: byId(loadApiKeys),
      identities,
      logins,
      endedSessions,
      grants,
    };
  };

const sessionName = ({ accountId, id }: BrowserSessionKey): string => `${accountId} ${id}`;

const nameOf = ({ issuer, subject }: Identity): string => JSON.stringify([issuer, subject]);
