import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import type { Database } from '#libs/platform/database/database';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import { readDeskTerms, type DeskTerms } from '../store/desk-terms';

export interface DeskExtra {
  /** One request's look-up of the shop's settings, by shop. */
  readonly deskTerms: DataLoader<string, DeskTerms | null>;
}

export const createDeskExtra =
  (readDb: Database) =>
  (caller: Caller): DeskExtra => ({
    deskTerms: fencedLoader(caller.shop, (shopId, ids: string[]) => readDb.transaction([shopId], (tx) => readDeskTerms(tx, ids))),
  });
