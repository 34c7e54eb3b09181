import { bigint, instant, json, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { Order, OrderItem } from '../domain/order';
import type { StatusText } from '../domain/known-statuses';
import type { OrderStatus } from '../domain/order-status';

/** Orders by buyer and the channel's id, written by whoever holds the buyer. */
export const orderTable = table(
  'buyer_order',
  {
    buyerId: uuid().key(),
    channelOrderId: text().key(),
    id: uuid().fixed(),
    shopId: uuid().fixed(),
    channel: text().fixed(),
    status: text<OrderStatus>(),
    statusAt: instant(),
    createdAt: instant(),
    paidAt: instant().null(),
    minorUnits: bigint().null(),
    currency: text().null(),
    amountAt: instant().null(),
    items: json<readonly OrderItem[]>(),
    itemsAt: instant().null(),
  },
  {
    indices: [
      { name: 'buyer_order_created', fields: ['buyerId', 'createdAt', 'channelOrderId'] },
      { name: 'buyer_order_paid', fields: ['buyerId', 'paidAt'], where: 'paid_at IS NOT NULL' },
    ],
  },
);

export type OrderRow = RowOf<typeof orderTable>;

export function toOrder({ minorUnits, currency, items, ...plain }: OrderRow): Order {
  const amount = minorUnits === null || currency === null ? null : { minorUnits, currency };
  // The database keeps an object's fields in an order of its own.
  return { ...plain, amount, items: items.map(({ productId, quantity }) => ({ productId, quantity })) };
}

export const toOrderRow = ({ amount, ...plain }: Order): OrderRow => ({
  ...plain,
  minorUnits: amount?.minorUnits ?? null,
  currency: amount?.currency ?? null,
});

/** A shop's own words for the statuses of a channel's orders (RES-1). */
export const statusMappingTable = table('order_status_mapping', {
  shopId: uuid().key(),
  channel: text().key(),
  texts: json<readonly StatusText[]>(),
});
