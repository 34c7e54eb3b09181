import type { Database, Statement } from '#libs/platform/database/database';
import { onScrape } from '#libs/platform/telemetry/readings';
import { whileRunning } from '#libs/platform/telemetry/while-running';
import type { Loop } from '../flights/repeat';

const positions: Statement = {
  name: 'outbox-sums',
  text: `SELECT stream AS topic, sum(seq)::float8 AS value FROM outbox_counter GROUP BY stream`,
};

const backlog: Statement = {
  name: 'outbox-backlog',
  text: `SELECT coalesce(sum(CASE WHEN n.incarnation = c.incarnation THEN n.seq - c.seq ELSE n.seq END), 0)::float8 AS count,
      coalesce(extract(epoch FROM clock_timestamp() - min(o.created_at)), 0)::float8 AS age
    FROM outbox_counter n LEFT JOIN outbox_cursor c USING (stream, shop_id)
    LEFT JOIN LATERAL (
      SELECT created_at FROM outbox WHERE stream = n.stream AND shop_id = n.shop_id
        AND (incarnation, seq) > (coalesce(c.incarnation, 1), coalesce(c.seq, 0))
      ORDER BY incarnation, seq LIMIT 1) AS o ON true
    WHERE (n.incarnation, n.seq) > (coalesce(c.incarnation, 1), coalesce(c.seq, 0))`,
};

/** Lets it be seen what is written and what of it is not known to be published, while it runs. */
export function watchOutbox(workerDb: Database): Loop {
  const unpublished = () => workerDb.transaction([], (tx) => tx.query<{ count: number; age: number }>(backlog));
  return whileRunning(() => [
    onScrape('jiedai_outbox_position', async () => {
      const rows = await workerDb.transaction([], (tx) => tx.query<{ topic: string; value: number }>(positions));
      return rows.map(({ topic, value }) => ({ labels: { topic }, value }));
    }),
    onScrape('jiedai_relay_backlog', async () => (await unpublished()).map(({ count }) => ({ labels: {}, value: count }))),
    onScrape('jiedai_relay_oldest_seconds', async () => (await unpublished()).map(({ age }) => ({ labels: {}, value: age }))),
  ]);
}
