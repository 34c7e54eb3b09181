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
  text: `SELECT id, opened_at AS at, 'OPEN' AS state FROM session WHERE buyer_id = $1 AND closed_at IS NULL`,
};

/* Sessions of a buyer follow one another, so their closes are in the order of their openings. */
const closed: Statement = {
  name: 'history-closed',
  text: `SELECT id, closed_at AS at, 'CLOSED' AS state FROM session WHERE buyer_id = $1 AND closed_at IS NOT NULL
    AND (closed_at, id) < ($2::timestamptz, $3::uuid) AND id <> $4::uuid ORDER BY closed_at DESC, id DESC LIMIT $5`,
};

const count: Statement = {
  name: 'history-count',
  text: `SELECT (SELECT count(*) FROM session WHERE buyer_id = $1 AND closed_at IS NOT NULL)
    + (SELECT count(*) FROM session WHERE buyer_id = $1 AND closed_at IS NULL) AS n`,
};

const [noId, lastId] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** A buyer's sessions, the latest first, behind a place. What has closed since the history was read first is listed at most once. */
export async function historyOf(tx: Tx, buyerId: string, after: HistoryPlace | null, most: number): Promise<HistoryPlace[]> {
  if (after?.state === 'CLOSED') return tx.query<HistoryPlace>(closed, [buyerId, after.at, after.id, noId, most]);
  if (after) return tx.query<HistoryPlace>(closed, [buyerId, after.at, lastId, after.id, most]);
  const [opened, before] = await Promise.all([
    tx.query<HistoryPlace>(open, [buyerId]),
    tx.query<HistoryPlace>(closed, [buyerId, 'infinity', lastId, noId, most]),
  ]);
  return [...opened, ...before].slice(0, most);
}

export const historyLength = async (tx: Tx, buyerId: string): Promise<number> =>
  (await tx.query<{ n: number }>(count, [buyerId]))[0]?.n ?? 0;
