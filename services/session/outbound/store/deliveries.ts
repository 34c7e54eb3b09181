import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Delivery } from '../domain/delivery';
import { deliveryTable } from './delivery-table';

const load: Statement = {
  name: 'deliveries-load',
  text: `SELECT ${selectList(deliveryTable, 'd')} FROM unnest($1::uuid[]) AS k (id)
    JOIN LATERAL (SELECT * FROM delivery WHERE message_id = k.id LIMIT 1) AS d ON true`,
};

const write = insertRows(deliveryTable, { name: 'deliveries-write', onConflict: { update: changing(deliveryTable) } });

/** What was reported of these messages, by message. */
export async function deliveriesOf(tx: Tx, messages: readonly string[]): Promise<Map<string, Delivery>> {
  const rows = await tx.query<Delivery>(load, [messages]);
  return new Map(rows.map((row) => [row.messageId, row]));
}

export const readDeliveries = (db: Database, shopId: string, messages: readonly string[]): Promise<ReadonlyMap<string, Delivery>> =>
  db.transaction([shopId], (tx) => deliveriesOf(tx, messages));

/** Writes what is known now. The caller holds the messages' buyers. No statement for none. */
export function saveDeliveries(tx: Tx, deliveries: readonly Delivery[]): void {
  if (deliveries.length > 0) tx.send(write, [jsonRows(deliveries)]);
}
