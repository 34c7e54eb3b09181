import type { Database } from '#libs/platform/database/database';
import type { Order } from '../domain/order';
import { ordersInRanges, type OrderRange } from '../store/load-orders';

/** A part of a buyer's orders, newest first, and whether there are more. */
export interface OrderPage {
  readonly orders: readonly Order[];
  readonly more: boolean;
}

/** Pages of orders of any of the shop's buyers, in one query. */
export async function readOrderPages(
  db: Database,
  shopId: string,
  ranges: readonly OrderRange[],
): Promise<ReadonlyMap<OrderRange, OrderPage>> {
  const found = await db.transaction([shopId], (tx) =>
    ordersInRanges(
      tx,
      ranges.map((range) => ({ ...range, most: range.most + 1 })),
    ),
  );
  return new Map(
    ranges.map((range, index) => {
      const orders = found[index] ?? [];
      return [range, { orders: orders.slice(0, range.most), more: orders.length > range.most }];
    }),
  );
}
