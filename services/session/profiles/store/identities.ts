import type { Statement, Tx } from '#libs/platform/database/database';

const read: Statement = {
  name: 'buyer-identities',
  text: `SELECT k.id AS "of", i.id FROM unnest($1::uuid[]) AS k (id)
    JOIN LATERAL (SELECT coalesce(merged_into, id) AS root FROM buyer WHERE id = k.id LIMIT 1) AS r ON true
    JOIN LATERAL (SELECT r.root AS id, 0 AS place UNION ALL SELECT id, 1 FROM buyer WHERE merged_into = r.root) AS i ON true
    ORDER BY i.place, i.id`,
};

const point: Statement = { name: 'buyer-merged-into', text: 'UPDATE buyer SET merged_into = $2 WHERE id = $1' };

/** All identities of the persons that these buyers are, by buyer; the one that the others are part of comes first. */
export async function identitiesOf(tx: Tx, buyers: readonly string[]): Promise<Map<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const { of, id } of await tx.query<{ of: string; id: string }>(read, [buyers])) found.set(of, [...(found.get(of) ?? []), id]);
  return found;
}

/** Makes a buyer, whom the caller holds, part of another; null: of none. */
export const pointTo = (tx: Tx, buyerId: string, mergedInto: string | null): void => tx.send(point, [buyerId, mergedInto]);
