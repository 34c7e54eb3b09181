import { instant, table, text, uuid, type RowOf } from '#libs/platform/database/table';
import type { TaskKind, TaskOutcome } from '../domain/task';

/** What is to be done for buyers and orders, one row per task. */
export const taskTable = table(
  'care_task',
  {
    id: uuid().key(),
    shopId: uuid().fixed(),
    kind: text<TaskKind>().fixed(),
    about: uuid().fixed(),
    orderId: uuid().null().fixed(),
    buyerId: uuid().null().fixed(),
    openedAt: instant().fixed(),
    dueAt: instant(),
    overdueAt: instant(),
    assigneeId: uuid().null(),
    note: text().null(),
    outcome: text<TaskOutcome>().null(),
    closedAt: instant().null(),
    closedBy: uuid().null(),
  },
  {
    indices: [
      { name: 'care_task_about', fields: ['about', 'kind'], unique: true },
      { name: 'care_task_by_shop', fields: ['shopId', 'overdueAt', 'id'] },
      { name: 'care_task_open', fields: ['shopId', 'overdueAt', 'id'], where: 'outcome IS NULL' },
      { name: 'care_task_of_assignee', fields: ['assigneeId'], where: 'outcome IS NULL' },
      { name: 'care_task_of_buyer', fields: ['buyerId'] },
    ],
  },
);

export type Task = RowOf<typeof taskTable>;
