import type { Statement, Tx } from '#libs/platform/database/database';
import { loadCases, type Cases } from './load-cases';

const last: Statement = {
  name: 'sessions-last-closed',
  text: `SELECT s.id FROM unnest($1::uuid[]) AS k (id) JOIN LATERAL (SELECT id FROM session WHERE buyer_id = k.id AND closed_at IS NOT NULL
    ORDER BY closed_at DESC, id DESC LIMIT 1) AS s ON true`,
};

/** The session of each of these buyers that has closed last. No statement for none. */
export async function lastClosedOf(tx: Tx, buyers: readonly string[]): Promise<Pick<Cases, 'sessions'>> {
  if (buyers.length === 0) return { sessions: [] };
  const found = await tx.query<{ id: string }>(last, [[...new Set(buyers)]]);
  return loadCases(tx, { buyers: [], sessions: found.map(({ id }) => id) });
}
