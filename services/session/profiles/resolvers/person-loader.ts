import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import type { Database } from '#libs/platform/database/database';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import { readPersons, type Person } from '../app/read-profiles';

export interface PersonExtra {
  /** One request's look-ups of persons, by buyer, batched and fenced to the caller's shop. */
  readonly persons: DataLoader<string, Person | null>;
}

export const createPersonExtra =
  (readDb: Database) =>
  (caller: Caller): PersonExtra => ({
    persons: fencedLoader(caller.shop, (shopId, ids: string[]) => readPersons(readDb, shopId, ids)),
  });
