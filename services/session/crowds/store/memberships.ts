import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows, recordset } from '#libs/platform/database/write-rows';
import { buyerTable } from '../../conversation/store/buyer-table';
import type { NamedBuyer } from '../../conversation/store/lock-buyers';
import type { Membership } from '../domain/crowd';
import { membershipTable } from './crowd-tables';

const columns = selectList(membershipTable, 'm', ['buyerId', 'crowdId', 'joinedAt', 'leftAt']);

const ofCrowd: Statement = {
  name: 'memberships-of-crowd',
  text: `SELECT ${columns} FROM unnest($1::uuid[]) AS k (buyer_id)
    JOIN LATERAL (SELECT * FROM crowd_membership WHERE buyer_id = k.buyer_id AND crowd_id = $2 LIMIT 1) AS m ON true`,
};

const write = insertRows(membershipTable, { name: 'memberships-write', onConflict: { update: changing(membershipTable) } });

/* An upsert finds its rows by the key's index, whatever the planner believes; the buyers are there. */
const gather: Statement = {
  name: 'crowds-gather',
  text: `INSERT INTO buyer (id, shop_id, channel, external_id, crowds)
    SELECT k.id, k."shopId", k.channel, k."externalId", m.crowds FROM ${recordset(buyerTable, ['id', 'shopId', 'channel', 'externalId'])}
    CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('crowdId', crowd_id, 'joinedAt', joined_at,
        'kind', (SELECT kind FROM crowd c WHERE c.shop_id = e.shop_id AND c.crowd_id = e.crowd_id)) ORDER BY crowd_id) AS crowds
      FROM crowd_membership e WHERE buyer_id = k.id AND left_at IS NULL) AS m
    ORDER BY k."shopId", k.id ON CONFLICT (id) DO UPDATE SET crowds = excluded.crowds`,
};

/** What is known of these buyers and one crowd, by buyer. */
export async function membershipsOf(tx: Tx, buyers: readonly string[], crowdId: string): Promise<Map<string, Membership>> {
  const rows = await tx.query<Membership>(ofCrowd, [buyers, crowdId]);
  return new Map(rows.map((row) => [row.buyerId, row]));
}

/** Writes memberships, and with each of their buyers the crowds they are in. The caller holds the buyers. No statement for none. */
export function saveMemberships(tx: Tx, shopId: string, memberships: readonly Membership[], buyers: readonly NamedBuyer[]): void {
  if (memberships.length === 0) return;
  tx.send(write, [jsonRows(memberships.map((membership) => ({ ...membership, shopId })))]);
  tx.send(gather, [jsonRows(buyers)]);
}
