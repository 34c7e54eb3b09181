import { leavesLine } from '#libs/platform/access/audited';
import { hasByRole } from '#libs/platform/access/permissions';
import type { Caller } from '#libs/platform/access/caller';
import { audit } from '#libs/platform/audit/audit';
import { AppError, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { knowAccount } from '../../copies/app/know-account';
import { loadAccountCopy } from '../../copies/store/account-copies';
import type { Deps } from '../../deps';
import { inKnownShop, type InShop } from '../../hours/app/in-known-shop';
import { changeTask, type TaskChange } from '../domain/change-task';
import type { Task } from '../domain/task';
import { loadTask, saveTasks } from '../store/tasks';
import { replanPromotion } from './replan-promotion';
import { promotionOrThrow } from '../../promotions/app/promotion-or-throw';
import { revivedTask, taskViews, type TaskView } from './task-view';

interface Answer {
  readonly task: TaskView;
}

const revived = ({ task }: Answer): Answer => ({ task: revivedTask(task) });

export interface TaskInput extends CommandInput {
  readonly taskId: string;
}

/** Says who does a task; null = nobody yet. */
export async function assignTask(deps: Deps, command: Command<TaskInput & { readonly accountId: string | null }>): Promise<Answer> {
  const { shopId, input } = command;
  const { accountId } = input;
  if (accountId !== null) await assertActive(deps, shopId, accountId);
  const change = (before: Task): Task => ({ ...before, assigneeId: accountId });
  const run = async (place: InShop): Promise<Answer> => {
    const before = await taskOrThrow(place, input.taskId);
    await assertStillActive(place, accountId);
    return saved(command, place, before, change);
  };
  return inKnownShop(deps, command, run, revived);
}

/** Ticks a task, takes the tick back, or writes on it. A task whose tick is taken back follows the plan again. */
export const tickTask = (deps: Deps, command: Command<TaskInput & TaskChange>): Promise<Answer> =>
  inKnownShop(
    deps,
    command,
    async (place) => {
      const { input, caller } = command;
      const before = await taskOrThrow(place, input.taskId);
      assertMay(caller, before);
      const by = { account: caller.account, now: place.now };
      const answer = await saved(command, place, before, (task) => granted(changeTask(task, input, by)));
      if (before.tickedAt && !answer.task.tickedAt) await replanPromotion(deps, place, await promotionOrThrow(place, before.promotionId));
      return answer;
    },
    revived,
  );

async function saved(command: Command<TaskInput>, place: InShop, before: Task, change: (before: Task) => Task): Promise<Answer> {
  const after = change(before);
  saveTasks(place.tx, [after]);
  if (leavesLine(command.operation, before.assigneeId === command.caller.account ? 'OWN' : 'OTHERS'))
    audit(place.tx, command, { at: place.now, on: { kind: 'PROMOTION_TASK', id: after.id }, before, after });
  const [task] = await taskViews(place, [after]);
  return { task: task! };
}

/** A task of the shop by its id. */
export async function taskOrThrow({ tx, shopId }: InShop, id: string): Promise<Task> {
  const task = await loadTask(tx, shopId, id);
  if (task) return task;
  throw new AppError('TASK_NOT_FOUND', 'No such task in this shop.', { field: 'taskId', expected: 'the id of a task of this shop' });
}

/** Whether somebody manages all tasks; others see and do their own. */
export const managesTasks = ({ roles, permissions }: Caller): boolean =>
  hasByRole('roster:write', roles) || permissions.includes('roster:write');

export function assertMay(caller: Caller, { assigneeId }: Task): void {
  if (managesTasks(caller) || (assigneeId !== null && assigneeId === caller.account)) return;
  throw new AppError('FORBIDDEN', 'The task is not assigned to you.', { field: 'taskId', expected: 'a task that is assigned to you' });
}

/** Refuses an account that does not act for the shop. */
export async function assertActive(deps: Deps, shopId: string, accountId: string): Promise<void> {
  const { active } = await knowAccount(deps, shopId, accountId, 'accountId');
  if (!active) throw notActive();
}

/** Once more under the shop's lock: who has gone away meanwhile is released under it too, and would not be found again. */
export async function assertStillActive({ tx, shopId }: InShop, accountId: string | null): Promise<void> {
  if (accountId !== null && !(await loadAccountCopy(tx, shopId, accountId))?.active) throw notActive();
}

const notActive = (): AppError =>
  new AppError('BAD_USER_INPUT', 'The account is not active.', { field: 'accountId', expected: 'an active account of the shop' });
