import type { Statement, Tx } from '#libs/platform/database/database';
import type { Deadline } from '../domain/timers';

/** A timer of a session. */
export interface SessionDeadline extends Deadline {
  readonly sessionId: string;
  readonly shopId: string;
}

const due: Statement = {
  name: 'deadlines-due',
  text: 'SELECT session_id, shop_id, kind, due_at FROM deadline WHERE due_at <= $1 ORDER BY due_at, session_id LIMIT $2',
};

const arm: Statement = {
  name: 'deadlines-arm',
  text: `INSERT INTO deadline (session_id, kind, shop_id, due_at) SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[])
    ON CONFLICT (session_id, kind) DO UPDATE SET due_at = excluded.due_at`,
};

const drop: Statement = {
  name: 'deadlines-forget',
  text: `DELETE FROM deadline WHERE ctid = ANY (ARRAY(SELECT d.ctid FROM unnest($1::uuid[], $2::text[]) AS k (session_id, kind)
    JOIN LATERAL (SELECT ctid FROM deadline WHERE session_id = k.session_id AND kind = k.kind LIMIT 1) AS d ON true))`,
};

/** The timers that have run out, earliest first. For the worker role, which sees those of all shops. */
export async function dueDeadlines(tx: Tx, now: Date, limit: number): Promise<SessionDeadline[]> {
  const rows = await tx.query<{ session_id: string; shop_id: string; kind: Deadline['kind']; due_at: Date }>(due, [now, limit]);
  return rows.map((row) => ({ sessionId: row.session_id, shopId: row.shop_id, kind: row.kind, dueAt: row.due_at }));
}

/** Removes timers that have no more meaning. No statement for none. */
export function forgetDeadlines(tx: Tx, deadlines: readonly Pick<SessionDeadline, 'sessionId' | 'kind'>[]): void {
  if (deadlines.length > 0) tx.send(drop, [deadlines.map((each) => each.sessionId), deadlines.map((each) => each.kind)]);
}

/** Sets timers, at most one of a kind per session. No statement for none. */
export function armDeadlines(tx: Tx, deadlines: readonly SessionDeadline[]): void {
  if (deadlines.length === 0) return;
  const columns = [
    deadlines.map((each) => each.sessionId),
    deadlines.map((each) => each.kind),
    deadlines.map((each) => each.shopId),
    deadlines.map((each) => each.dueAt),
  ];
  tx.send(arm, columns);
}
