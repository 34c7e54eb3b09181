import type { Statement, Tx } from '#libs/platform/database/database';
import type { Task, TaskState } from '../domain/task';
import type { TaskKindName } from '../domain/task-kinds';
import { taskColumns } from './tasks';

/** Which tasks; null is all. */
export interface TaskFilter {
  readonly promotionId: string | null;
  readonly assigneeId: string | null;
  readonly kinds: readonly TaskKindName[] | null;
  readonly states: readonly TaskState[] | null;
}

/** A place in the list: what is overdue first comes first. */
export interface TaskCursor {
  readonly overdueAt: Date;
  readonly place: number;
  readonly id: string;
}

/* The state is that of `taskState`. */
const list: Statement = {
  name: 'promotion-tasks-list',
  text: `SELECT ${taskColumns} FROM promotion_task AS t WHERE shop_id = $1
    AND ($2::uuid IS NULL OR promotion_id = $2) AND ($3::uuid IS NULL OR assignee_id = $3) AND ($4::text[] IS NULL OR kind = ANY ($4))
    AND ($5::text[] IS NULL OR $5 @> ARRAY[CASE WHEN ticked_at IS NOT NULL THEN 'DONE' WHEN overdue_at <= $6 THEN 'OVERDUE'
      WHEN due_date <= $7::date THEN 'DUE' ELSE 'PLANNED' END])
    AND ($8::timestamptz IS NULL OR (overdue_at, place, id) > ($8::timestamptz, $9::int, $10::uuid))
    ORDER BY overdue_at, place, id LIMIT $11`,
};

export const listTasks = (
  tx: Tx,
  shopId: string,
  filter: TaskFilter,
  { now, today, after, most }: { readonly now: Date; readonly today: string; readonly after: TaskCursor | null; readonly most: number },
): Promise<Task[]> =>
  tx.query<Task>(list, [
    ...[shopId, filter.promotionId, filter.assigneeId, filter.kinds, filter.states, now, today],
    ...[after?.overdueAt ?? null, after?.place ?? null, after?.id ?? null, most],
  ]);

const standing: Statement = {
  name: 'promotion-tasks-standing',
  text: `SELECT promotion_id AS "promotionId", count(*)::int AS "all", count(ticked_at)::int AS "done",
      (count(*) FILTER (WHERE ticked_at IS NULL AND overdue_at <= $3))::int AS "overdue"
    FROM promotion_task WHERE shop_id = $1 AND promotion_id = ANY ($2::uuid[]) GROUP BY promotion_id`,
};
const readers: Statement = {
  name: 'promotion-readers',
  text: `SELECT promotion_id AS "promotionId", agent_id AS "agentId", (facts ->> 'briefing')::int AS "briefing", ticked_at IS NOT NULL AS "hasRead"
    FROM promotion_task WHERE shop_id = $1 AND promotion_id = ANY ($2::uuid[]) AND kind = 'READ_BRIEFING' ORDER BY agent_id`,
};

/** How far a promotion's tasks are. */
export interface Standing {
  readonly all: number;
  readonly done: number;
  readonly overdue: number;
}

export const standingOf = (tx: Tx, shopId: string, promotions: readonly string[], now: Date) =>
  tx.query<Standing & { readonly promotionId: string }>(standing, [shopId, promotions, now]);

/** Who has to read which briefing, and has. */
export interface Reader {
  readonly promotionId: string;
  readonly agentId: string;
  readonly briefing: number;
  readonly hasRead: boolean;
}

export const readersOf = (tx: Tx, shopId: string, promotions: readonly string[]): Promise<Reader[]> =>
  tx.query<Reader>(readers, [shopId, promotions]);
