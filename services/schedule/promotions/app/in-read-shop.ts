import { awaitCopy } from '#libs/platform/database/await-copy';
import { shopNotFound } from '#libs/platform/errors';
import { loadShopCopy } from '../../copies/store/shop-copies';
import type { Deps, ReadDeps } from '../../deps';
import type { InShop } from '../../hours/app/in-known-shop';

/** Reads of a shop; waits up to 2 s for one not known here yet. */
export async function inReadShop<R>(
  { readDb, clock }: Pick<Deps, 'clock'> & ReadDeps,
  shopId: string,
  read: (place: InShop) => Promise<R>,
): Promise<R> {
  const found = await awaitCopy(() =>
    readDb.transaction([shopId], async (tx) => {
      const shop = await loadShopCopy(tx, shopId);
      return shop && { answer: await read({ tx, shopId, shop, now: clock.now() }) };
    }),
  );
  if (!found) throw shopNotFound('id', { retryable: true });
  return found.answer;
}
