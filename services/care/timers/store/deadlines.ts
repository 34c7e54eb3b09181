import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { deadlineTable, type TimerKind } from './deadline-table';

/** A timer of care. */
export type Deadline = RowOf<typeof deadlineTable>;

const columns = selectList(deadlineTable, 'd');
const due: Statement = {
  name: 'deadlines-due',
  text: `SELECT ${columns} FROM deadline d WHERE due_at <= $1 AND shop_id <> ALL ($3::uuid[]) ORDER BY due_at, subject_id LIMIT $2`,
};
const held: Statement = {
  name: 'deadlines-held',
  text: `SELECT ${columns} FROM unnest($1::uuid[]) AS k (id) JOIN LATERAL (SELECT * FROM deadline WHERE subject_id = k.id AND kind = $2 AND due_at <= $3 OFFSET 0) AS d ON true
    ORDER BY due_at, subject_id`,
};
const arm = insertRows(deadlineTable, { name: 'deadlines-arm', onConflict: { update: ['dueAt'] } });
const forget: Statement = {
  name: 'deadlines-forget',
  text: `DELETE FROM deadline WHERE ctid = ANY (ARRAY(SELECT d.ctid FROM unnest($1::uuid[], $2::text[]) AS k (subject_id, kind)
    JOIN LATERAL (SELECT ctid FROM deadline WHERE subject_id = k.subject_id AND kind = k.kind LIMIT 1) AS d ON true))`,
};

/** The timers that have run out, earliest first, those of some shops left out. For the worker role, which sees those of all shops. */
export const dueDeadlines = (tx: Tx, now: Date, limit: number, except: readonly string[]): Promise<Deadline[]> =>
  tx.query(due, [now, limit, except]);

/** The timers of these subjects, held by the caller, that have run out by the horizon: those another process has fired are gone. */
export const stillDue = (tx: Tx, kind: TimerKind, subjects: readonly string[], horizon: Date): Promise<Deadline[]> =>
  tx.query(held, [subjects, kind, horizon]);

/** Sets timers, at most one of a kind per subject. No statement for none. */
export function armDeadlines(tx: Tx, deadlines: readonly Deadline[]): void {
  if (deadlines.length > 0) tx.send(arm, [jsonRows(deadlines)]);
}

/** Removes timers that have no more meaning. No statement for none. */
export function forgetDeadlines(tx: Tx, deadlines: readonly Pick<Deadline, 'subjectId' | 'kind'>[]): void {
  if (deadlines.length > 0) tx.send(forget, [deadlines.map(({ subjectId }) => subjectId), deadlines.map(({ kind }) => kind)]);
}
