import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows, updateRows } from '#libs/platform/database/write-rows';
import type { TaskKind } from '../domain/task';
import { taskTable, type Task } from './task-table';

export const taskColumns = selectList(taskTable, 't');

const insert = insertRows(taskTable, { name: 'care-tasks-insert', onConflict: 'ignore', returning: taskTable.fields });
const update = updateRows(taskTable, { name: 'care-tasks-save' });
const lock: Statement = {
  name: 'care-task-lock',
  text: `SELECT ${taskColumns} FROM care_task AS t WHERE shop_id = $1 AND id = $2 FOR UPDATE`,
};
const cancel: Statement = {
  name: 'care-tasks-cancel',
  text: `UPDATE care_task AS t SET outcome = 'CANCELLED', closed_at = $3 WHERE t.id = ANY (ARRAY(SELECT c.id FROM unnest($2::uuid[]) AS k (about)
    JOIN LATERAL (SELECT id FROM care_task WHERE about = k.about AND kind = ANY ($1::text[]) AND outcome IS NULL OFFSET 0) AS c ON true)) AND t.outcome IS NULL
    RETURNING ${taskColumns}`,
};
const release: Statement = {
  name: 'care-tasks-release',
  text: `UPDATE care_task AS t SET assignee_id = NULL WHERE assignee_id IN (SELECT account_id FROM account_copy WHERE account_id = ANY ($1::uuid[]) AND NOT active)
    AND outcome IS NULL`,
};
const forget: Statement = {
  name: 'care-tasks-forget',
  text: 'UPDATE care_task SET note = NULL WHERE shop_id = $1 AND buyer_id = ANY ($2::uuid[]) AND note IS NOT NULL',
};
const forgetResults: Statement = {
  name: 'care-results-forget',
  text: `DELETE FROM command_result WHERE shop_id = $1 AND result #>> '{task,buyerId}' = ANY ($2::text[])`,
};

/** Opens tasks; of those that were opened before it answers nothing. */
export const insertTasks = (tx: Tx, tasks: readonly Task[]): Promise<Task[]> => tx.query<Task>(insert, [jsonRows(tasks)]);

export const saveTask = (tx: Tx, task: Task): void => tx.send(update, [jsonRows([task])]);

export const lockTask = async (tx: Tx, shopId: string, id: string): Promise<Task | undefined> =>
  (await tx.query<Task>(lock, [shopId, id]))[0];

/** Ends open tasks of some kinds about these things, which have come to pass without them; answers those it ended. */
export const endTasks = (tx: Tx, kinds: readonly TaskKind[], about: readonly string[], at: Date): Promise<Task[]> =>
  tx.query<Task>(cancel, [kinds, about, at]);

/** Takes open tasks from accounts that no longer act for their shops. */
export const releaseTasks = (tx: Tx, accounts: readonly string[]): void => tx.send(release, [accounts]);

/** Buyers were erased: what was written on tasks about them goes, with what commands have answered of these. */
export function forgetNotes(tx: Tx, shopId: string, buyers: readonly string[]): void {
  tx.send(forget, [shopId, buyers]);
  tx.send(forgetResults, [shopId, buyers]);
}
