import { factOf, type NewEvent, type Trigger } from '#libs/contracts/index';
import type { ShopCopy } from '../../copies/store/shop-copies';
import type { SavedVersion } from '../domain/saved-version';

/** One saved version of a shop's hours, whole. */
export const scheduleSnapshot = (
  { shopId, shop, saved }: { readonly shopId: string; readonly shop: ShopCopy; readonly saved: SavedVersion },
  trigger: Trigger,
  id: string,
): NewEvent<'schedule-changed', 'snapshot'> =>
  factOf(trigger, {
    id,
    topic: 'schedule-changed',
    type: 'snapshot',
    shopId,
    subject: shopId,
    occurredAt: saved.savedAt,
    policyVersion: shop.policyVersion,
    value: {
      version: saved.version,
      effectiveFrom: saved.effectiveFrom.toISOString(),
      savedAt: saved.savedAt.toISOString(),
      weekly: saved.weekly && saved.weekly.map((windows) => windows.map(({ start, end }) => ({ start, end }))),
      closedNotice: saved.closedNotice,
      by: saved.savedBy,
      reason: saved.reason,
    },
  });
