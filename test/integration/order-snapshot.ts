import type { EventOf } from '#libs/contracts/index';
import { newId } from '#libs/platform/process/ids';

type Order = Extract<EventOf<'order-changed'>, { type: 'snapshot' }>['value'];

/** What session tells of an order: unpaid, of 100 yuan, unless `more` says otherwise. */
export const orderSnapshot = (
  shopId: string,
  more: Partial<Order> & Pick<Order, 'orderId' | 'buyerId' | 'createdAt'>,
): EventOf<'order-changed'> => ({
  ...{
    topic: 'order-changed',
    type: 'snapshot',
    id: newId(),
    shopId,
    subject: more.orderId,
    sequence: 1,
    incarnation: 1,
    traceparent: null,
  },
  value: {
    ...{ shopId, occurredAt: more.createdAt, actor: { kind: 'CONNECTOR', id: 'c' }, causeId: null, policyVersion: null },
    ...{ channelOrderId: 'T1', channel: 'KUAISHOU', status: 'UNPAID', statusAt: more.createdAt, paidAt: null },
    amount: { minorUnits: 10_000, currency: 'CNY' },
    ...more,
  },
});
