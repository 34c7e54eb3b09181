import { inShopKnownBy, type InShopOf } from '#libs/service/in-known-shop';
import { loadShopCopy, lockShopCopy, type ShopCopy } from '../../copies/store/shop-copies';

/** What a command of schedule runs in. */
export type InShop = InShopOf<ShopCopy>;

/** Runs a command of schedule under the lock of its shop. */
export const inKnownShop = inShopKnownBy<ShopCopy>({ load: loadShopCopy, lock: lockShopCopy });
