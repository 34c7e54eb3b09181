import { eventProblems } from '#libs/contracts/index';
import type { Database, Statement } from '#libs/platform/database';
import { handleByTopic, type TopicHandlers } from './handlers';
import type { InboxEvent } from './inbox';

const rewind: Statement = {
  name: 'cursor-rewind',
  text: `UPDATE outbox_cursor SET seq = least(seq, $3::bigint), generation = generation + 1 WHERE stream = $1 AND shop_id = $2 RETURNING seq`,
};

/**
 * Makes the running relay publish a shop's stream again from `from` on: rewinds the stored cursor under a new generation, which the relay notices within
 * two seconds. Consumers drop what they have and take what they lack. Answers false when the shop has no such stream.
 */
export async function republish(workerDb: Database, stream: string, shopId: string, from: number): Promise<boolean> {
  const rows = await workerDb.transaction([], (tx) => tx.query(rewind, [stream, shopId, from - 1]));
  return rows.length > 0;
}

const list: Statement = {
  name: 'parked-list',
  text: `SELECT stream, shop_id, incarnation, seq, subject, event_id, type, traceparent, value, cause, origin, first_failed_at
    FROM parked WHERE replayed_at IS NULL ORDER BY first_failed_at, shop_id, subject, stream, incarnation, seq`,
};

const ofSubject: Statement = {
  name: 'parked-of-subject',
  text: `SELECT stream, shop_id, incarnation, seq, subject, event_id, type, traceparent, value, cause, origin, first_failed_at
    FROM parked WHERE shop_id = $1 AND subject = $2 AND replayed_at IS NULL ORDER BY first_failed_at, stream, incarnation, seq FOR UPDATE`,
};

const settle: Statement = {
  name: 'parked-settle',
  text: `UPDATE parked SET replayed_at = now(), replayed_by = $3 WHERE shop_id = $1 AND subject = $2 AND replayed_at IS NULL`,
};

export interface ParkedRow {
  readonly stream: InboxEvent['topic'];
  readonly shop_id: string;
  readonly incarnation: number;
  readonly seq: number;
  readonly subject: string;
  readonly event_id: string;
  readonly type: string;
  readonly traceparent: string | null;
  readonly value: string;
  readonly cause: string;
  readonly origin: string;
  readonly first_failed_at: Date;
}

/** Everything that is parked and not replayed, oldest first. */
export const listParked = (workerDb: Database): Promise<ParkedRow[]> => workerDb.transaction([], (tx) => tx.query<ParkedRow>(list));

/**
 * Applies a subject's parked events through the service's own handlers, in order, and records who did it; all or nothing.
 * Answers how many were applied; throws when one still cannot be.
 */
export async function replayParked(
  db: Database,
  handlers: TopicHandlers,
  subject: { shopId: string; subject: string },
  by: string,
): Promise<number> {
  return db.transaction([subject.shopId], async (tx) => {
    const rows = await tx.query<ParkedRow>(ofSubject, [subject.shopId, subject.subject]);
    for (const row of rows) await handleByTopic(tx, handlers, [eventOf(row)]);
    await tx.query(settle, [subject.shopId, subject.subject, by]);
    return rows.length;
  });
}

function eventOf(row: ParkedRow): InboxEvent {
  const value: unknown = JSON.parse(row.value);
  const problems = eventProblems(row.stream, row.type, value);
  if (problems.length > 0) throw new Error(`Event ${row.event_id} still breaks its schema: ${problems.join('; ')}`);
  const { stream, shop_id, seq, event_id, value: text, ...rest } = row;
  return { ...rest, topic: stream, shopId: shop_id, sequence: seq, id: event_id, value, text, problem: null };
}
