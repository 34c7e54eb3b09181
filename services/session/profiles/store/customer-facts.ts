import type { Statement, Tx } from '#libs/platform/database/database';
import { oldCustomerClaim, type CustomerFacts } from '../domain/old-customer';

/* Of each identity its paid orders by their index, and what it wrote last in its latest sessions. */
const read: Statement = {
  name: 'customer-facts',
  text: `SELECT k.id AS "buyerId", p.paid AS "paidOrders", p.first AS "firstPaidAt", p.last AS "lastPaidAt", EXISTS (
      SELECT 1 FROM (
        (SELECT id FROM session WHERE buyer_id = k.id AND closed_at IS NULL)
        UNION ALL (SELECT id FROM session WHERE buyer_id = k.id AND closed_at IS NOT NULL ORDER BY closed_at DESC, id DESC LIMIT 2)) AS s
      JOIN LATERAL (SELECT text FROM message WHERE session_id = s.id AND sender = 'BUYER' AND type = 'TEXT' ORDER BY ordinal DESC LIMIT 30) AS m
        ON m.text ~* $2) AS claimed
    FROM unnest($1::uuid[]) AS k (id)
    CROSS JOIN LATERAL (SELECT count(*)::int AS paid, min(paid_at) AS first, max(paid_at) AS last FROM buyer_order
      WHERE buyer_id = k.id AND paid_at IS NOT NULL) AS p`,
};

/** What is known of the purchases of these buyers, by buyer. */
export async function customerFactsOf(tx: Tx, buyers: readonly string[]): Promise<Map<string, CustomerFacts>> {
  const rows = await tx.query<CustomerFacts & { buyerId: string }>(read, [buyers, oldCustomerClaim]);
  return new Map(rows.map(({ buyerId, ...facts }) => [buyerId, facts]));
}
