import type { Statement, Tx } from '#libs/platform/database/database';
import { jsonRows, recordset } from '#libs/platform/database/write-rows';
import type { Buyer } from '../domain/session';
import { buyerTable } from './buyer-table';

/** A buyer as a command names it. */
export type NamedBuyer = Pick<Buyer, 'id' | 'shopId' | 'channel' | 'externalId' | 'name'>;

/** The buyers of sessions, one look-up by key each. */
const buyersOf = (sessions: string): string =>
  `SELECT s.buyer_id FROM unnest(${sessions}::uuid[]) AS k (id) JOIN LATERAL (SELECT buyer_id FROM session WHERE id = k.id LIMIT 1) AS s ON true`;

const meet: Statement = {
  name: 'buyers-meet',
  text: `WITH named AS (SELECT * FROM ${recordset(buyerTable, ['id', 'shopId', 'channel', 'externalId', 'name'])})
    INSERT INTO buyer (id, shop_id, channel, external_id, name)
    SELECT * FROM (
      SELECT id, "shopId" AS shop_id, channel, "externalId", name FROM named
      UNION ALL
      SELECT b.id, b.shop_id, b.channel, b.external_id, NULL FROM (SELECT unnest($2::uuid[]) UNION ${buyersOf('$3')}) AS k (id)
      JOIN LATERAL (SELECT * FROM buyer WHERE id = k.id LIMIT 1) AS b ON true WHERE b.id NOT IN (SELECT id FROM named)
    ) AS wanted ORDER BY shop_id, id
    ON CONFLICT (id) DO UPDATE SET name = coalesce(excluded.name, buyer.name), external_id = excluded.external_id,
      erased_at = CASE WHEN excluded.external_id = buyer.external_id THEN buyer.erased_at END
      WHERE excluded.name IS NOT NULL AND excluded.name IS DISTINCT FROM buyer.name OR excluded.external_id <> buyer.external_id`,
};

const lockFree: Statement = {
  name: 'buyers-lock-free',
  text: `SELECT id FROM buyer WHERE id = ANY (ARRAY(${buyersOf('$1')})) ORDER BY shop_id, id FOR UPDATE SKIP LOCKED`,
};

/**
 * Locks every buyer a flight is about, in one statement and in order of shop and id, and makes those who are new. **The buyer's row is the lock of
 * all their sessions**: whoever writes a session holds it, so two first messages, or a message and a timer, meet here and nowhere else (INV-1).
 * One who was erased and comes back has their id on the channel again. What is read afterwards is the present state. `named` must be distinct and write; `known` and the buyers of `sessions` are only locked.
 */
export function meetBuyers(tx: Tx, who: { named: readonly NamedBuyer[]; known: readonly string[]; sessions: readonly string[] }): void {
  tx.send(meet, [jsonRows(who.named), who.known, who.sessions]);
}

/** Locks the buyers of these sessions, as meetBuyers does. */
export const lockBuyersOf = (tx: Tx, sessions: readonly string[]): void => meetBuyers(tx, { named: [], known: [], sessions });

/** Locks those buyers of these sessions whom nobody else is busy with, and answers their ids. */
export async function lockFreeBuyersOf(tx: Tx, sessions: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>(lockFree, [sessions]);
  return new Set(rows.map((row) => row.id));
}
