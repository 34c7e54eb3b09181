import { factOf, type NewEvent, type Trigger } from '#libs/contracts/index';
import type { ShopCopy } from '../../copies/store/shop-copies';
import type { SavedVersion } from '../domain/saved-version';

interface Told {
  readonly shopId: string;
  readonly shop: ShopCopy;
  readonly withdrawn: SavedVersion;
  readonly now: Date;
}

/** A plan was taken back before it began: from now on it is as if it had never been. */
export const scheduleWithdrawn = (
  { shopId, shop, withdrawn, now }: Told,
  trigger: Trigger,
  id: string,
): NewEvent<'schedule-changed', 'withdrawn'> =>
  factOf(trigger, {
    id,
    topic: 'schedule-changed',
    type: 'withdrawn',
    shopId,
    subject: shopId,
    occurredAt: now,
    policyVersion: shop.policyVersion,
    value: { version: withdrawn.version, groupId: withdrawn.groupId },
  });
