import type { Statement, Tx } from '#libs/platform/database/database';
import type { OrderSum } from '../domain/high-value';

/* An order counts once, with the amount that is known when it is first known to be paid. */
const count: Statement = {
  name: 'order-averages-count',
  text: `WITH paid AS (UPDATE order_copy SET counted_units = minor_units WHERE order_id = ANY ($1::uuid[])
      AND paid_at IS NOT NULL AND minor_units IS NOT NULL AND currency IS NOT NULL AND counted_units IS NULL RETURNING shop_id, currency, minor_units)
    INSERT INTO order_average AS t (shop_id, currency, orders, minor_units)
    SELECT shop_id, currency, count(*), sum(minor_units) FROM paid GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (shop_id, currency) DO UPDATE SET orders = t.orders + excluded.orders, minor_units = t.minor_units + excluded.minor_units`,
};
const read: Statement = {
  name: 'order-averages-read',
  text: `SELECT shop_id AS "shopId", currency, orders, minor_units AS "minorUnits" FROM order_average WHERE shop_id = ANY ($1::uuid[])`,
};

/** Counts those of these orders, held by the caller, that are paid and do not count yet. */
export const countPaid = (tx: Tx, ids: readonly string[]): void => tx.send(count, [ids]);

export const averageName = (shopId: string, currency: string): string => `${shopId} ${currency}`;

/** What the paid orders of these shops come to, by `averageName`. */
export async function paidSums(tx: Tx, shops: readonly string[]): Promise<ReadonlyMap<string, OrderSum>> {
  const rows = await tx.query<OrderSum & { shopId: string; currency: string }>(read, [shops]);
  return new Map(rows.map((row) => [averageName(row.shopId, row.currency), row]));
}
