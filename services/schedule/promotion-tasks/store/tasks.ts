import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { deleteRows, insertRows, jsonRows, updateRows } from '#libs/platform/database/write-rows';
import type { Task } from '../domain/task';
import { taskTable } from './task-table';

export const taskColumns = selectList(
  taskTable,
  't',
  taskTable.fields.filter((field) => field !== 'shopId'),
);

const insert = insertRows(taskTable, { name: 'promotion-tasks-insert' });
const update = updateRows(taskTable, { name: 'promotion-tasks-save' });
const remove = deleteRows(taskTable, { name: 'promotion-tasks-remove' });
const one: Statement = {
  name: 'promotion-task-load',
  text: `SELECT ${taskColumns} FROM promotion_task AS t WHERE shop_id = $1 AND id = $2`,
};
const ofPromotion: Statement = {
  name: 'promotion-tasks-of',
  text: `SELECT ${taskColumns} FROM promotion_task AS t WHERE shop_id = $1 AND promotion_id = $2 ORDER BY id`,
};
const ofReport: Statement = {
  name: 'promotion-tasks-of-report',
  text: `SELECT ${taskColumns} FROM promotion_task AS t WHERE shop_id = $1 AND promotion_id = $2 AND facts ->> 'reportId' = $3 ORDER BY id`,
};
const release: Statement = {
  name: 'promotion-tasks-release',
  text: `UPDATE promotion_task AS t SET assignee_id = NULL FROM account_copy AS a WHERE t.shop_id = ANY ($1::uuid[]) AND t.assignee_id = ANY ($2::uuid[])
    AND t.ticked_at IS NULL AND a.account_id = t.assignee_id AND NOT a.active`,
};

export const insertTasks = (tx: Tx, shopId: string, tasks: readonly Task[]): void => {
  if (tasks.length > 0) tx.send(insert, [jsonRows(tasks.map((task) => ({ ...task, shopId })))]);
};

export const saveTasks = (tx: Tx, tasks: readonly Task[]): void => {
  if (tasks.length > 0) tx.send(update, [jsonRows(tasks)]);
};

export const removeTasks = (tx: Tx, tasks: readonly Task[]): void => {
  if (tasks.length > 0) tx.send(remove, [jsonRows(tasks.map(({ id }) => ({ id })))]);
};

export const loadTask = async (tx: Tx, shopId: string, id: string): Promise<Task | undefined> =>
  (await tx.query<Task>(one, [shopId, id]))[0];

export const tasksOfPromotion = (tx: Tx, shopId: string, promotionId: string): Promise<Task[]> =>
  tx.query<Task>(ofPromotion, [shopId, promotionId]);

/** The tasks that a report has brought. */
export const tasksOfReport = (tx: Tx, shopId: string, { id, promotionId }: Task): Promise<Task[]> =>
  tx.query<Task>(ofReport, [shopId, promotionId, id]);

/** Takes tasks that are not done from accounts that no longer act for their shops. */
export const releaseTasks = (tx: Tx, shops: readonly string[], accounts: readonly string[]): void => tx.send(release, [shops, accounts]);
