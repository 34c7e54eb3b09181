import type { Database, Statement } from '#libs/platform/database/database';
import { onScrape } from '#libs/platform/telemetry/readings';
import { whileRunning } from '#libs/platform/telemetry/while-running';
import type { Loop } from '../flights/repeat';
import type { Lag } from './lag';

const positions: Statement = {
  name: 'inbox-sums',
  text: `SELECT stream AS topic, sum(last_seq)::float8 AS value FROM inbox WHERE consumer = $1 GROUP BY stream`,
};

const gaps: Statement = {
  name: 'inbox-gap-count',
  text: `SELECT count(*)::float8 AS value FROM inbox WHERE consumer = $1 AND gap_since IS NOT NULL`,
};

const parked: Statement = {
  name: 'parked-count',
  text: `SELECT count(*)::float8 AS value FROM parked WHERE consumer = $1 AND replayed_at IS NULL`,
};

export interface WatchedInbox {
  readonly consumer: string;
  readonly workerDb: Database;
  readonly lag: Pick<Lag, 'all'>;
  readonly open: () => number;
}

/** Lets it be seen how far a consumer is, while it runs. */
export function watchInbox({ consumer, workerDb, lag, open }: WatchedInbox): Loop {
  const read = (statement: Statement) =>
    workerDb.transaction([], (tx) => tx.query<{ topic: string; value: number }>(statement, [consumer]));
  const one = async (statement: Statement) => (await read(statement)).map(({ value }) => ({ labels: {}, value }));
  return whileRunning(() => [
    onScrape('jiedai_events_open', () => [{ labels: {}, value: open() }]),
    onScrape('jiedai_consumer_lag', () => lag.all().map(({ topic, waiting }) => ({ labels: { topic }, value: waiting }))),
    onScrape('jiedai_inbox_position', async () => (await read(positions)).map(({ topic, value }) => ({ labels: { topic }, value }))),
    onScrape('jiedai_inbox_gaps', () => one(gaps)),
    onScrape('jiedai_parked_events', () => one(parked)),
  ]);
}
