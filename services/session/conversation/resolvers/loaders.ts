import DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import type { Database } from '#libs/platform/database/database';
import { isId } from '#libs/platform/process/ids';
import { readBuyersById, readSessions } from '../app/read-sessions';
import type { SessionView } from '../app/session-view';
import type { Buyer } from '../domain/session';

/** One request's look-ups, batched, and fenced to the caller's shop: anything else answers null (INV-6). */
export interface Loaders {
  readonly sessions: DataLoader<string, SessionView | null>;
  readonly buyers: DataLoader<string, Buyer | null>;
}

export const createExtra =
  (db: Database) =>
  ({ shop }: Caller): { readonly loaders: Loaders } => ({
    loaders: {
      sessions: new DataLoader((ids) => ofShop(shop, ids, (known) => readSessions(db, shop ?? '', known))),
      buyers: new DataLoader((ids) => ofShop(shop, ids, (known) => readBuyersById(db, shop ?? '', known))),
    },
  });

/** Ids that cannot be ours, and callers without a shop, never reach the database. */
async function ofShop<T>(
  shop: string | null,
  ids: readonly string[],
  read: (known: readonly string[]) => Promise<(T | null)[]>,
): Promise<(T | null)[]> {
  const known = shop === null ? [] : ids.filter(isId);
  if (known.length === 0) return ids.map(() => null);
  const found = await read(known);
  const byId = new Map(known.map((id, index) => [id, found[index] ?? null]));
  return ids.map((id) => byId.get(id) ?? null);
}
