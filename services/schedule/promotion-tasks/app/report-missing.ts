import { businessDateAt } from '#libs/calendar/index';
import { granted } from '#libs/platform/errors';
import type { Command } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import { inKnownShop } from '../../hours/app/in-known-shop';
import { changeTask } from '../domain/change-task';
import { openTask } from '../domain/open-task';
import { overdueAt } from '../domain/plan-tasks';
import { reportOutOfStock, type MissingOrder } from '../domain/report-out-of-stock';
import { insertTasks, saveTasks, tasksOfReport } from '../store/tasks';
import { assertActive, assertMay, assertStillActive, taskOrThrow, type TaskInput } from './change-task';
import { revivedTask, taskViews, type TaskView } from './task-view';

export interface ReportInput extends TaskInput {
  readonly orders: readonly MissingOrder[];
  /** Who does the tasks that the report brings; nobody yet when absent. */
  readonly accountId?: string | null | undefined;
}

interface Reported {
  readonly task: TaskView;
  readonly newTasks: readonly TaskView[];
}

/** Reports which orders cannot be sent, and ticks the task of it; each order that was not reported before becomes a task (STF-23). */
export async function reportMissing(deps: Deps, command: Command<ReportInput>): Promise<Reported> {
  const { shopId, input, caller } = command;
  const accountId = input.accountId ?? null;
  if (accountId !== null) await assertActive(deps, shopId, accountId);
  return inKnownShop(
    deps,
    command,
    async (place) => {
      const { tx, now, shop } = place;
      const report = await taskOrThrow(place, input.taskId);
      assertMay(caller, report);
      await assertStillActive(place, accountId);
      const rest = { date: businessDateAt(now, shop.timeZone), minute: null };
      const due = { dueDate: rest.date, dueMinute: null, overdueAt: overdueAt(rest, shop.timeZone) };
      const { added, changed } = granted(reportOutOfStock(report, input.orders, await tasksOfReport(tx, shopId, report), due));
      const ticked = granted(changeTask(report, { ticked: true }, { account: caller.account, now }));
      const newTasks = added.map((task) => openTask(task, { id: deps.newId(), promotionId: report.promotionId, assigneeId: accountId }));
      saveTasks(tx, [ticked, ...changed]);
      insertTasks(tx, shopId, newTasks);
      const [task, ...others] = await taskViews(place, [ticked, ...newTasks]);
      return { task: task!, newTasks: others };
    },
    ({ task, newTasks }) => ({ task: revivedTask(task), newTasks: newTasks.map(revivedTask) }),
  );
}
