import { businessDateAt } from '#libs/calendar/index';
import type { TopicHandlers } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import { lockShopCopies, type ShopCopy } from '../../copies/store/shop-copies';
import type { Deps } from '../../deps';
import { openPromotions } from '../../promotions/store/promotions';
import { releaseTasks } from '../store/tasks';
import { replanPromotion } from './replan-promotion';

type Needs = Pick<Deps, 'clock' | 'newId'>;

/**
 * Promotions follow who their agents are and where the shop's clocks stand. The copies are saved before: under the shop's lock either this sees a promotion that is
 * being saved, or the save sees the account.
 */
export const followSnapshots = (deps: Needs): TopicHandlers => ({
  'shop-changed': async (tx, events) => replanShops(deps, tx, await lockedShops(tx, events)),
  'account-changed': async (tx, events) => {
    const shops = await lockedShops(tx, events);
    const gone = events.filter(({ value }) => !value.active).map(({ value }) => value.accountId);
    if (gone.length > 0) releaseTasks(tx, [...shops.keys()], gone);
    await replanShops(deps, tx, shops);
  },
});

type Shops = ReadonlyMap<string, ShopCopy>;

const lockedShops = (tx: Tx, events: readonly { readonly shopId: string }[]): Promise<Shops> =>
  lockShopCopies(tx, [...new Set(events.map(({ shopId }) => shopId))]);

async function replanShops(deps: Needs, tx: Tx, shops: Shops): Promise<void> {
  const now = deps.clock.now();
  // In no zone is it an earlier date than the one twelve hours ago in UTC.
  const earliest = businessDateAt(new Date(now.getTime() - halfDayMs), 'UTC');
  for (const { shopId, ...promotion } of await openPromotions(tx, [...shops.keys()], earliest)) {
    const shop = shops.get(shopId);
    if (shop && promotion.lastDate >= businessDateAt(now, shop.timeZone)) await replanPromotion(deps, { tx, shopId, shop, now }, promotion);
  }
}

const halfDayMs = 12 * 3_600_000;
