import { commonProperties, commonRequired, id, instant, nullableInstant } from '../common-fields';
import { orderStatus } from '../order-status';

/**
 * An order of a buyer, as the channel reports it (RES-1). `orderId` is ours and unique in the shop; `channelOrderId` is unique for the buyer.
 * `statusAt` is when the channel says the status began; `paidAt` the first payment known; `amount` in whole minor units of an ISO 4217 currency,
 * null while unknown.
 */
export const orderChanged = {
  snapshot: {
    type: 'object',
    properties: {
      ...commonProperties,
      orderId: id,
      channelOrderId: id,
      buyerId: id,
      channel: id,
      status: orderStatus,
      statusAt: instant,
      createdAt: instant,
      paidAt: nullableInstant,
      amount: {
        type: ['object', 'null'],
        properties: { minorUnits: { type: 'integer', minimum: 0 }, currency: { type: 'string' } },
        required: ['minorUnits', 'currency'],
      },
    },
    required: [...commonRequired, 'orderId', 'channelOrderId', 'buyerId', 'channel', 'status', 'statusAt', 'createdAt', 'paidAt', 'amount'],
  },
} as const;
