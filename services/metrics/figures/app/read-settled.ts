import { awaitCopy } from '#libs/platform/database/await-copy';
import type { Database, Tx } from '#libs/platform/database/database';
import { shopNotFound } from '#libs/platform/errors';
import type { Clock } from '#libs/platform/process/clock';
import { loadShopCopy, type ShopCopy } from '../../copies/store/shop-copies';
import { dueSessions } from '../store/due-figures';
import { settleShop } from './settle';

export interface ReadDeps {
  readonly db: Database;
  readonly readDb: Database;
  readonly clock: Clock;
}

/**
 * Reads figures of a shop in one transaction, once what is due by now has decided itself. Waits up to 2 s for a shop that is not known here yet, then
 * SHOP_NOT_FOUND.
 */
export async function readSettled<T>(
  { db, readDb, clock }: ReadDeps,
  shopId: string,
  read: (tx: Tx, shop: ShopCopy, now: Date) => Promise<T>,
): Promise<T> {
  const now = clock.now();
  const attempt = (): Promise<{ readonly value: T } | 'UNSETTLED' | undefined> =>
    readDb.transaction([shopId], async (tx) => {
      const [shop, due] = await Promise.all([loadShopCopy(tx, shopId), dueSessions(tx, shopId, now, 1)]);
      if (!shop) return undefined;
      return due.length > 0 ? 'UNSETTLED' : { value: await read(tx, shop, now) };
    });
  for (;;) {
    const found = await awaitCopy(attempt);
    if (!found) throw shopNotFound('id', { retryable: true });
    if (found !== 'UNSETTLED') return found.value;
    await settleShop(db, shopId, now);
  }
}
