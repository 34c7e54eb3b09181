import type { Statement, Tx } from '#libs/platform/database/database';

/** A session's place in its buyer's history, which is read backwards: where it closed, or the open one, which all others closed before. */
export interface HistoryPlace {
  readonly state: 'OPEN' | 'CLOSED';
  /** When it closed; of the open one, when it opened. */
  readonly at: Date;
  readonly id: string;
}

const open: Statement = {
  name: 'history-open',
  text: `SELECT s.* FROM unnest($1::uuid[]) AS k (id)
    JOIN LATERAL (SELECT id, opened_at AS at, 'OPEN' AS state FROM session WHERE buyer_id = k.id AND closed_at IS NULL LIMIT 1) AS s
      ON (s.at, s.id) < ($2::timestamptz, $3::uuid) ORDER BY s.at DESC, s.id DESC`,
};

/* Sessions of an identity follow one another, so their closes are in the order of their openings. */
const closed: Statement = {
  name: 'history-closed',
  text: `SELECT s.* FROM unnest($1::uuid[]) AS k (id)
    JOIN LATERAL (SELECT id, closed_at AS at, 'CLOSED' AS state FROM session WHERE buyer_id = k.id AND closed_at IS NOT NULL
      AND (closed_at, id) < ($2::timestamptz, $3::uuid) AND id <> $4::uuid ORDER BY closed_at DESC, id DESC LIMIT $5) AS s ON true
    ORDER BY s.at DESC, s.id DESC LIMIT $5`,
};

const count: Statement = {
  name: 'history-count',
  text: `SELECT (SELECT count(*) FROM session WHERE buyer_id = ANY ($1::uuid[]) AND closed_at IS NOT NULL)
    + (SELECT count(*) FROM session WHERE buyer_id = ANY ($1::uuid[]) AND closed_at IS NULL) AS n`,
};

const [noId, lastId] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/**
 * The sessions of a buyer's identities, the open ones and then the closed ones, each the latest first, behind a place. What has closed since the history of one
 * identity was read first is listed at most once.
 */
export async function historyOf(tx: Tx, buyers: readonly string[], after: HistoryPlace | null, most: number): Promise<HistoryPlace[]> {
  if (after?.state === 'CLOSED') return tx.query<HistoryPlace>(closed, [buyers, after.at, after.id, noId, most]);
  if (after && buyers.length === 1) return tx.query<HistoryPlace>(closed, [buyers, after.at, lastId, after.id, most]);
  const [opened, before] = await Promise.all([
    tx.query<HistoryPlace>(open, [buyers, after?.at ?? 'infinity', after?.id ?? lastId]),
    tx.query<HistoryPlace>(closed, [buyers, 'infinity', lastId, after?.id ?? noId, most]),
  ]);
  return [...opened, ...before].slice(0, most);
}

export const historyLength = async (tx: Tx, buyers: readonly string[]): Promise<number> =>
  (await tx.query<{ n: number }>(count, [buyers]))[0]?.n ?? 0;
