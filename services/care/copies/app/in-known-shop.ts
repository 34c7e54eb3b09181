import { inShopKnownBy, type InShopOf } from '#libs/service/in-known-shop';
import { loadShopCopy, lockShopCopy, type ShopCopy } from '../store/shop-copies';

/** What a command of care runs in. */
export type InShop = InShopOf<ShopCopy>;

/** Runs a command of care under the lock of its shop. */
export const inKnownShop = inShopKnownBy<ShopCopy>({ load: loadShopCopy, lock: lockShopCopy });
