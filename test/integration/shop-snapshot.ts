import type { EventOf, ShopPolicy, ValueOf } from '#libs/contracts/index';
import { newId } from '#libs/platform/process/ids';
import { presets } from '#libs/contracts/index';

/** A shop as the shop service tells of it. */
export const shopSnapshot = (
  shopId: string,
  version: number,
  timeZone: string,
  holidayMode: ValueOf<'shop-changed', 'snapshot'>['holidayMode'] = null,
  policy: Partial<ShopPolicy> = {},
): EventOf<'shop-changed'> => ({
  id: newId(),
  topic: 'shop-changed',
  type: 'snapshot',
  shopId,
  subject: shopId,
  incarnation: 1,
  sequence: version,
  traceparent: null,
  value: {
    shopId,
    occurredAt: '2026-03-02T06:00:00.000Z',
    actor: { kind: 'OPERATOR', id: 'op' },
    causeId: null,
    policyVersion: 1,
    version,
    name: 'S',
    timeZone,
    preset: 'KUAISHOU',
    policy: { ...presets.KUAISHOU, ...policy },
    ownerId: null,
    holidayMode,
    tier: null,
  },
});
