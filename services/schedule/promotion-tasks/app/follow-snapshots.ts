import { businessDateAt } from '#libs/calendar/index';
import type { EventOf } from '#libs/contracts/index';
import type { TopicHandlers } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import { lockShopCopy } from '../../copies/store/shop-copies';
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
  'shop-changed': (tx, events) => replanShops(deps, tx, events),
  'account-changed': async (tx, events) => {
    const gone = events.filter(({ value }) => !value.active);
    if (gone.length > 0)
      releaseTasks(
        tx,
        gone.map(({ shopId }) => shopId),
        gone.map(({ value }) => value.accountId),
      );
    await replanShops(deps, tx, events);
  },
});

async function replanShops(deps: Needs, tx: Tx, events: readonly Pick<EventOf<'shop-changed'>, 'shopId'>[]): Promise<void> {
  const now = deps.clock.now();
  for (const shopId of [...new Set(events.map((event) => event.shopId))].sort()) {
    const shop = await lockShopCopy(tx, shopId);
    if (!shop) continue;
    for (const promotion of await openPromotions(tx, shopId, businessDateAt(now, shop.timeZone)))
      await replanPromotion(deps, { tx, shopId, shop, now }, promotion);
  }
}
