import type { Retained } from '#libs/service/retention';

/** A session that waits or is with an agent keeps its decisions: they number its next one. */
const isOver = `NOT EXISTS (SELECT FROM waiting w WHERE w.shop_id = t.shop_id AND w.session_id = t.session_id)
  AND NOT EXISTS (SELECT FROM assignment a WHERE a.shop_id = t.shop_id AND a.session_id = t.session_id AND a.released_at IS NULL)`;

/** What routing deletes when it is old. */
export const routingRetention: readonly Retained[] = [
  { table: 'decision', condition: `t.decided_at < $1 AND ${isOver}`, setting: 'JIEDAI_KEEP_DECISIONS_DAYS', clock: 'business' },
  { table: 'assignment', condition: 't.released_at < $1', setting: 'JIEDAI_KEEP_ASSIGNMENTS_DAYS', clock: 'business' },
  { table: 'tombstone', condition: 't.at < $1', setting: 'JIEDAI_KEEP_TOMBSTONES_DAYS', clock: 'business' },
];
