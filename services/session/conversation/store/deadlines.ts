import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { deadlineTable } from './deadline-table';

/** A timer of a session. */
export type SessionDeadline = RowOf<typeof deadlineTable>;

const columns = selectList(deadlineTable, 'd');

const due: Statement = {
  name: 'deadlines-due',
  text: `SELECT ${columns} FROM deadline d WHERE due_at <= $1 AND shop_id <> ALL ($3::uuid[]) ORDER BY due_at, session_id LIMIT $2`,
};

const ofSessions: Statement = {
  name: 'deadlines-of-sessions',
  text: `SELECT ${columns} FROM unnest($1::uuid[]) AS k (id) JOIN LATERAL (SELECT * FROM deadline WHERE session_id = k.id OFFSET 0) AS d ON true`,
};

const arm = insertRows(deadlineTable, { name: 'deadlines-arm', onConflict: { update: ['dueAt'] } });

const drop: Statement = {
  name: 'deadlines-forget',
  text: `DELETE FROM deadline WHERE ctid = ANY (ARRAY(SELECT d.ctid FROM unnest($1::uuid[], $2::text[]) AS k (session_id, kind)
    JOIN LATERAL (SELECT ctid FROM deadline WHERE session_id = k.session_id AND kind = k.kind LIMIT 1) AS d ON true))`,
};

/** The timers that have run out, earliest first, those of some shops left out. For the worker role, which sees those of all shops. */
export const dueDeadlines = (tx: Tx, now: Date, limit: number, except: readonly string[]): Promise<SessionDeadline[]> =>
  tx.query(due, [now, limit, except]);

/** The timers of these sessions as they are now. */
export const deadlinesOf = (tx: Tx, sessions: readonly string[]): Promise<SessionDeadline[]> => tx.query(ofSessions, [sessions]);

/** Removes timers that have no more meaning. No statement for none. */
export function forgetDeadlines(tx: Tx, deadlines: readonly Pick<SessionDeadline, 'sessionId' | 'kind'>[]): void {
  if (deadlines.length > 0) tx.send(drop, [deadlines.map((each) => each.sessionId), deadlines.map((each) => each.kind)]);
}

/** Sets timers, at most one of a kind per session. No statement for none. */
export function armDeadlines(tx: Tx, deadlines: readonly SessionDeadline[]): void {
  if (deadlines.length > 0) tx.send(arm, [jsonRows(deadlines)]);
}
