import { factOf, type NewEvent, type Trigger } from '#libs/contracts/index';
import { monthAt, tierAt } from '../../entitlements/domain/tier';
import { policyOf, type Shop } from '../domain/shop';

/** The whole shop as it is now. */
export const shopSnapshot = (
  shop: Shop,
  trigger: Trigger,
  { id, at }: { readonly id: string; readonly at: Date },
): NewEvent<'shop-changed', 'snapshot'> =>
  factOf(trigger, {
    id,
    topic: 'shop-changed',
    type: 'snapshot',
    shopId: shop.id,
    subject: shop.id,
    occurredAt: at,
    policyVersion: shop.policyVersion,
    value: {
      version: shop.version,
      name: shop.name,
      timeZone: shop.timeZone,
      preset: shop.preset,
      policy: policyOf(shop),
      ownerId: shop.ownerId,
      holidayMode: shop.holidayMode && { ...shop.holidayMode },
      tier: tierAt(shop.tiers, monthAt(at, shop.timeZone)),
      tiers: (shop.tiers ?? []).map((one) => ({ ...one })),
      trials: [...(shop.trials ?? [])],
    },
  });
