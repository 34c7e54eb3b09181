import type { Statement, Tx } from '#libs/platform/database/database';
import type { TaskKind, TaskState } from '../domain/task';
import type { Task } from './task-table';
import { taskColumns } from './tasks';

/** Which tasks; null is all. */
export interface TaskFilter {
  /** Those of this account, and with `orNobodys` those that nobody has. */
  readonly assigneeId: string | null;
  readonly orNobodys: boolean;
  readonly kinds: readonly TaskKind[] | null;
  readonly states: readonly TaskState[] | null;
}

/** A place in the list: what is overdue first comes first. */
export interface TaskCursor {
  readonly overdueAt: Date;
  readonly id: string;
}

/* The state is that of `taskState`. */
const listWhere = (name: string, more: string): Statement => ({
  name,
  text: `SELECT ${taskColumns} FROM care_task AS t WHERE shop_id = $1 AND ($2::uuid IS NULL OR assignee_id = $2 OR ($3 AND assignee_id IS NULL))
    AND ($4::text[] IS NULL OR kind = ANY ($4))
    AND ($5::text[] IS NULL OR coalesce(outcome, CASE WHEN overdue_at <= $6 THEN 'OVERDUE' ELSE 'DUE' END) = ANY ($5))
    AND ($7::timestamptz IS NULL OR (overdue_at, id) > ($7::timestamptz, $8::uuid)) ${more} ORDER BY overdue_at, id LIMIT $9`,
});
const all = listWhere('care-tasks-list', '');
/** Open ones are few beside those that are over, and have an index of their own. */
const open = listWhere('care-tasks-list-open', 'AND outcome IS NULL');

export function listTasks(
  tx: Tx,
  shopId: string,
  { assigneeId, orNobodys, kinds, states }: TaskFilter,
  { now, after, most }: { readonly now: Date; readonly after: TaskCursor | null; readonly most: number },
): Promise<Task[]> {
  const isOpen = states?.every((state) => state === 'DUE' || state === 'OVERDUE') === true;
  return tx.query<Task>(isOpen ? open : all, [
    ...[shopId, assigneeId, orNobodys, kinds, states, now],
    ...[after?.overdueAt ?? null, after?.id ?? null, most],
  ]);
}
