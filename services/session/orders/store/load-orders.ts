import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { Order, OrderKey } from '../domain/order';
import { orderTable, toOrder, type OrderRow } from './order-tables';

/** A part of a buyer's orders, newest first: at most `most` behind a place. */
export interface OrderRange {
  readonly buyerId: string;
  readonly after: OrderPlace | null;
  readonly most: number;
}

export interface OrderPlace {
  readonly createdAt: Date;
  readonly channelOrderId: string;
}

const columns = selectList(orderTable, 'o');

const byKey: Statement = {
  name: 'orders-by-key',
  text: `SELECT ${columns} FROM unnest($1::uuid[], $2::text[]) AS k (buyer_id, id)
    JOIN LATERAL (SELECT * FROM buyer_order WHERE buyer_id = k.buyer_id AND channel_order_id = k.id LIMIT 1) AS o ON true`,
};

const inRanges: Statement = {
  name: 'orders-in-ranges',
  text: `SELECT k.range, ${columns}
    FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::integer[]) WITH ORDINALITY AS k (buyer_id, created_at, id, most, range)
    JOIN LATERAL (SELECT * FROM buyer_order WHERE buyer_id = k.buyer_id AND (created_at, channel_order_id) < (k.created_at, k.id)
      ORDER BY created_at DESC, channel_order_id DESC LIMIT k.most) AS o ON true
    ORDER BY k.range, o.created_at DESC, o.channel_order_id DESC`,
};

/** Those of the orders that are known, by `orderName`. No statement for none. */
export async function loadOrders(tx: Tx, keys: readonly OrderKey[]): Promise<Map<string, Order>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.query<OrderRow>(byKey, [keys.map((key) => key.buyerId), keys.map((key) => key.channelOrderId)]);
  return new Map(rows.map((row) => [orderName(row), toOrder(row)]));
}

/** One name for an order. */
export const orderName = ({ buyerId, channelOrderId }: OrderKey): string => `${buyerId} ${channelOrderId}`;

/** The orders of each range; the ranges may be of many buyers. */
export async function ordersInRanges(tx: Tx, ranges: readonly OrderRange[]): Promise<Order[][]> {
  const rows = await tx.query<OrderRow & { readonly range: number }>(inRanges, [
    ranges.map(({ buyerId }) => buyerId),
    ranges.map(({ after }) => after?.createdAt ?? 'infinity'),
    ranges.map(({ after }) => after?.channelOrderId ?? ''),
    ranges.map(({ most }) => most),
  ]);
  const found: Order[][] = ranges.map(() => []);
  for (const { range, ...row } of rows) found[range - 1]?.push(toOrder(row));
  return found;
}
