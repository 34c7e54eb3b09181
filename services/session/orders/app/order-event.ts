import { factOf, type AnyNewEvent, type Trigger } from '#libs/contracts/index';
import type { Order } from '../domain/order';

/** The whole order, for whoever decides by it. */
export function orderEvent(order: Order, trigger: Trigger, id: string, occurredAt: Date): AnyNewEvent {
  const { shopId, channelOrderId, buyerId, channel, status, statusAt, createdAt, paidAt, amount } = order;
  return factOf<'order-changed', 'snapshot'>(trigger, {
    ...{ id, topic: 'order-changed', type: 'snapshot', shopId, subject: order.id, occurredAt, policyVersion: null },
    value: {
      orderId: order.id,
      channelOrderId,
      buyerId,
      channel,
      status,
      statusAt: statusAt.toISOString(),
      createdAt: createdAt.toISOString(),
      paidAt: paidAt?.toISOString() ?? null,
      amount: amount && { ...amount },
    },
  });
}
