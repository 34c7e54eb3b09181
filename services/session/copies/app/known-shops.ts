import { awaitCopy } from '#libs/platform/database/await-copy';
import type { Database } from '#libs/platform/database/database';
import { shopNotFound } from '#libs/platform/errors';
import { isShopKnown } from '../store/shop-copy';

/** Waits until this service has heard of a shop, at most 2 s, then refuses with SHOP_NOT_FOUND. A shop once known stays known. */
export type KnowShop = (shopId: string) => Promise<void>;

export function createKnowShop(db: Database): KnowShop {
  const known = new Set<string>();
  return async (shopId) => {
    if (known.has(shopId)) return;
    const found = await awaitCopy(() => db.transaction([shopId], async (tx) => ((await isShopKnown(tx, shopId)) ? true : undefined)));
    if (found === undefined) throw shopNotFound('shopId', { retryable: true });
    known.add(shopId);
  };
}
