import type { Database, Statement } from '#libs/platform/database/database';

const rewind: Statement = {
  name: 'cursor-rewind',
  text: `UPDATE outbox_cursor SET seq = least(seq, $3::bigint), generation = generation + 1 WHERE stream = $1 AND shop_id = $2 RETURNING seq`,
};

/**
 * Makes the running relay publish a shop's stream again from number `from` of its present incarnation on: rewinds the stored cursor under a new
 * generation, which the relay notices within two comparisons. Consumers drop what they have and take what they lack.
 * Answers false when nothing of it was ever published.
 */
export async function republish(workerDb: Database, stream: string, shopId: string, from: number): Promise<boolean> {
  const rows = await workerDb.transaction([], (tx) => tx.query(rewind, [stream, shopId, from - 1]));
  return rows.length > 0;
}
