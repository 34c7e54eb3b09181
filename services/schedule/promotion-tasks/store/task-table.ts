import { date, instant, integer, json, smallint, table, text, uuid } from '#libs/platform/database/table';
import type { TaskFacts } from '../domain/due';
import type { TaskKindName } from '../domain/task-kinds';

/** What is to be done for promotions: what follows from the plans, and what was reported. */
export const taskTable = table(
  'promotion_task',
  {
    id: uuid().key(),
    shopId: uuid().fixed(),
    promotionId: uuid().fixed(),
    key: text().fixed(),
    kind: text<TaskKindName>().fixed(),
    dueDate: date(),
    dueMinute: smallint().null(),
    overdueAt: instant(),
    place: integer(),
    agentId: uuid().null().fixed(),
    assigneeId: uuid().null(),
    facts: json<TaskFacts>(),
    note: text().null(),
    doneCases: integer().null(),
    allCases: integer().null(),
    tickedAt: instant().null(),
    tickedBy: uuid().null(),
  },
  {
    indices: [
      { name: 'promotion_task_key', fields: ['shopId', 'promotionId', 'key'], unique: true },
      { name: 'promotion_task_order', fields: ['shopId', 'overdueAt', 'place', 'id'] },
      { name: 'promotion_task_assignee', fields: ['shopId', 'assigneeId', 'overdueAt'] },
    ],
  },
);
