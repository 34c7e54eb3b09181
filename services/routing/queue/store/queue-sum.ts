import type { Database, Statement } from '#libs/platform/database/database';

export interface QueueSum {
  readonly length: number;
  /** Since when the first one waits; null when nobody does. */
  readonly since: Date | null;
}

const sum: Statement = {
  name: 'routing-queue-sum',
  text: `SELECT count(*)::int AS length, min(enqueued_at) AS since FROM waiting WHERE kind = 'QUEUED'`,
};

/** Who queues, in all shops together; under the worker role. */
export async function readQueueSum(workerDb: Database): Promise<QueueSum> {
  const [row] = await workerDb.transaction([], (tx) => tx.query<{ length: number; since: Date | null }>(sum));
  return row ?? { length: 0, since: null };
}
