import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import type { Database } from '#libs/platform/database/database';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import { readOpenSessions } from '../../conversation/app/read-sessions';
import type { Session } from '../../conversation/domain/session';

export interface BuyersExtra {
  /** One request's look-ups of the open sessions of buyers, by buyer, batched and fenced to the caller's shop. */
  readonly openSessions: DataLoader<string, Session | null>;
}

export const createBuyersExtra =
  (readDb: Database) =>
  (caller: Caller): BuyersExtra => ({
    openSessions: fencedLoader(caller.shop, (shopId, ids: string[]) => readOpenSessions(readDb, shopId, ids)),
  });
