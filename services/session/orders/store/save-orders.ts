import type { Statement, Tx } from '#libs/platform/database/database';
import { changing, insertRows, jsonRows, recordset } from '#libs/platform/database/write-rows';
import { buyerTable } from '../../conversation/store/buyer-table';
import type { NamedBuyer } from '../../conversation/store/lock-buyers';
import type { Order } from '../domain/order';
import { mostPurchases } from '../domain/purchases-of';
import { orderTable, toOrderRow } from './order-tables';

const write = insertRows(orderTable, { name: 'orders-write', onConflict: { update: changing(orderTable) } });

const payments = 'SELECT paid_at FROM buyer_order WHERE buyer_id = k.id AND paid_at IS NOT NULL ORDER BY paid_at';

/* An upsert finds its rows by the key's index, whatever the planner believes; the buyers are there. */
const gather: Statement = {
  name: 'order-facts-gather',
  text: `INSERT INTO buyer (id, shop_id, channel, external_id, order_facts)
    SELECT k.id, k."shopId", k.channel, k."externalId",
      jsonb_build_object('newest', o.newest, 'latestPaid', p.latest, 'firstPaidAt', (${payments} LIMIT 1))
    FROM ${recordset(buyerTable, ['id', 'shopId', 'channel', 'externalId'])}
    JOIN LATERAL (SELECT jsonb_build_object('channelOrderId', channel_order_id, 'status', status, 'statusAt', status_at, 'createdAt', created_at) AS newest
      FROM buyer_order WHERE buyer_id = k.id ORDER BY created_at DESC, status_at DESC, channel_order_id DESC LIMIT 1) AS o ON true
    CROSS JOIN LATERAL (SELECT jsonb_agg(paid_at ORDER BY paid_at DESC) AS latest FROM (${payments} DESC LIMIT ${mostPurchases}) AS paid) AS p
    ORDER BY k."shopId", k.id ON CONFLICT (id) DO UPDATE SET order_facts = excluded.order_facts`,
};

/** Writes orders, and with each of their buyers what openings need of them. The caller holds the buyers. No statement for none. */
export function saveOrders(tx: Tx, orders: readonly Order[], buyers: readonly NamedBuyer[]): void {
  if (orders.length === 0) return;
  tx.send(write, [jsonRows(orders.map(toOrderRow))]);
  tx.send(gather, [jsonRows(buyers)]);
}
