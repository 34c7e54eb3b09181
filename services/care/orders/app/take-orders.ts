import type { EventOf } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import { newestOrders } from '../domain/newest-orders';
import type { OrderCopy } from '../store/order-table';
import { saveOrders } from '../store/orders';

/** Keeps what is told of orders. It holds their rows, so what other features do behind it meets no timer of them. */
export function takeOrders(tx: Tx, events: readonly EventOf<'order-changed'>[]): Promise<void> {
  saveOrders(tx, newestOrders(events).map(copyOf));
  return Promise.resolve();
}

function copyOf({ shopId, value }: EventOf<'order-changed'>): OrderCopy {
  const { orderId, buyerId, channel, channelOrderId, status, createdAt, paidAt, amount } = value;
  return {
    ...{ orderId, shopId, buyerId, channel, channelOrderId, status },
    ...{ createdAt: new Date(createdAt), paidAt: paidAt === null ? null : new Date(paidAt) },
    ...{ minorUnits: amount?.minorUnits ?? null, currency: amount?.currency ?? null },
  };
}
