import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { orderTable, type OrderRow } from './order-table';

/** An order as it was told. */
export type OrderCopy = Omit<OrderRow, 'countedUnits'>;

const told = orderTable.fields.filter((field) => field !== 'countedUnits');
const save = insertRows(orderTable, {
  name: 'order-copies-save',
  fields: told,
  onConflict: { update: changing(orderTable).filter((field) => field !== 'countedUnits') },
});
const columns = selectList(orderTable, 'o', told);
const found = `SELECT ${columns} FROM order_copy AS o WHERE order_id = ANY ($1::uuid[]) ORDER BY order_id`;
const load: Statement = { name: 'order-copies-load', text: found };
const lock: Statement = { name: 'order-copies-lock', text: `${found} FOR UPDATE SKIP LOCKED` };
const forget: Statement = {
  name: 'order-copies-forget',
  text: `UPDATE order_copy SET channel_order_id = 'erased:' || order_id WHERE shop_id = $1 AND buyer_id = ANY ($2::uuid[])`,
};

/** Keeps orders as they were told; the caller names each once. Their rows are locked in order. */
export const saveOrders = (tx: Tx, orders: readonly OrderCopy[]): void =>
  tx.send(save, [jsonRows([...orders].sort((one, other) => (one.orderId < other.orderId ? -1 : 1)))]);

export const loadOrders = (tx: Tx, ids: readonly string[]): Promise<OrderCopy[]> => tx.query<OrderCopy>(load, [ids]);

/** Holds those of these orders that nobody else holds. */
export const lockFreeOrders = (tx: Tx, ids: readonly string[]): Promise<OrderCopy[]> => tx.query<OrderCopy>(lock, [ids]);

/** Buyers were erased: what the channel called their orders goes. */
export const forgetOrders = (tx: Tx, shopId: string, buyers: readonly string[]): void => tx.send(forget, [shopId, buyers]);
