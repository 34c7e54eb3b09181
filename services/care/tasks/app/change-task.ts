import type { Caller } from '#libs/platform/access/caller';
import { leavesLine } from '#libs/platform/access/audited';
import { hasByRole } from '#libs/platform/access/permissions';
import { audit } from '#libs/platform/audit/audit';
import { AppError, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { inKnownShop, type InShop } from '../../copies/app/in-known-shop';
import { requireActive, requireStillActive } from '../../copies/app/require-active';
import type { Deps } from '../../deps';
import { changeTask, type TaskChange } from '../domain/change-task';
import type { Task } from '../store/task-table';
import { lockTask, saveTask } from '../store/tasks';
import { taskEvent } from './task-event';
import { taskViews, type TaskView } from './task-view';

interface Answer {
  readonly task: TaskView;
}

export interface TaskInput extends CommandInput {
  readonly taskId: string;
}

/** Says who does a task; null = nobody yet. */
export async function assignTask(deps: Deps, command: Command<TaskInput & { readonly accountId: string | null }>): Promise<Answer> {
  const { shopId, input } = command;
  const { accountId } = input;
  if (accountId !== null) await requireActive(deps, shopId, accountId);
  return inKnownShop(
    deps,
    command,
    async (place) => {
      const before = await taskOrThrow(place, input.taskId);
      if (accountId !== null) await requireStillActive(place, accountId);
      return saved(deps, command, place, [before, { ...before, assigneeId: accountId }]);
    },
    revived,
  );
}

/** Ticks a task, takes the tick back, or writes on it: whoever has it, anybody where nobody has it, and those who manage all. */
export const tickTask = (deps: Deps, command: Command<TaskInput & TaskChange>): Promise<Answer> =>
  inKnownShop(
    deps,
    command,
    async (place) => {
      const { input, caller } = command;
      const before = await taskOrThrow(place, input.taskId);
      requireMay(caller, before);
      const after = granted(changeTask(before, input, { account: caller.account, now: place.now }));
      return saved(deps, command, place, [before, after]);
    },
    revived,
  );

async function saved(
  deps: Deps,
  command: Command<TaskInput>,
  { tx, now }: InShop,
  [before, after]: readonly [Task, Task],
): Promise<Answer> {
  saveTask(tx, after);
  const isOwn = before.assigneeId === null || before.assigneeId === command.caller.account;
  if (leavesLine(command.operation, isOwn ? 'OWN' : 'OTHERS'))
    audit(tx, command, { at: now, on: { kind: 'CARE_TASK', id: after.id }, before, after });
  const [task] = await taskViews(tx, [after], now);
  if (before.assigneeId !== after.assigneeId || before.outcome !== after.outcome)
    await deps.outbox.append(tx, [taskEvent(after, command.trigger, deps.newId(), now)]);
  return { task: task! };
}

async function taskOrThrow({ tx, shopId }: InShop, id: string): Promise<Task> {
  const task = await lockTask(tx, shopId, id);
  if (task) return task;
  throw new AppError('TASK_NOT_FOUND', 'No such task in this shop.', { field: 'taskId', expected: 'the id of a task of this shop' });
}

/** Whether somebody manages all tasks; others see and do their own, and those that nobody has. */
export const managesTasks = ({ roles, permissions }: Caller): boolean =>
  hasByRole('care:write', roles) || permissions.includes('care:write');

function requireMay(caller: Caller, { assigneeId }: Task): void {
  if (managesTasks(caller) || assigneeId === null || assigneeId === caller.account) return;
  throw new AppError('FORBIDDEN', 'The task is assigned to somebody else.', {
    field: 'taskId',
    expected: 'a task that is assigned to you, or to nobody',
  });
}

const revived = ({ task }: Answer): Answer => ({
  task: {
    ...task,
    ...{ openedAt: new Date(task.openedAt), dueAt: new Date(task.dueAt), overdueAt: new Date(task.overdueAt) },
    closedAt: task.closedAt && new Date(task.closedAt),
    order: task.order && {
      ...task.order,
      createdAt: new Date(task.order.createdAt),
      paidAt: task.order.paidAt && new Date(task.order.paidAt),
    },
  },
});
