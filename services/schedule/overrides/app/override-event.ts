import { factOf, type NewEvent, type Trigger } from '#libs/contracts/index';
import type { InShop } from '../../hours/app/in-known-shop';
import type { KnownOverride } from '../store/overrides';

/** A shop is open or closed by hand from now on, or no longer. */
export const overrideEvent = (
  { shopId, shop, now }: InShop,
  { revision, override }: KnownOverride,
  trigger: Trigger,
  id: string,
): NewEvent<'schedule-changed', 'override'> =>
  factOf(trigger, {
    id,
    topic: 'schedule-changed',
    type: 'override',
    shopId,
    subject: shopId,
    occurredAt: now,
    policyVersion: shop.policyVersion,
    value: {
      revision,
      override: override && { ...override, from: override.from.toISOString(), to: override.to && override.to.toISOString() },
    },
  });
