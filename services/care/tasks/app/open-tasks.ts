import { systemTrigger, type AnyNewEvent } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '../../deps';
import type { TaskToOpen } from '../domain/task';
import { insertTasks } from '../store/tasks';
import { taskEvent } from './task-event';

/** Opens tasks, one of a kind about one thing for ever, and answers what is to be told of those that are new. */
export async function openTasks({ newId }: Pick<Deps, 'newId'>, tx: Tx, tasks: readonly TaskToOpen[], now: Date): Promise<AnyNewEvent[]> {
  if (tasks.length === 0) return [];
  const rows = tasks.map((task) => ({
    ...task,
    ...{ id: newId(), openedAt: now, assigneeId: null, note: null, outcome: null, closedAt: null, closedBy: null },
  }));
  const opened = await insertTasks(tx, rows);
  return opened.map((task) => taskEvent(task, systemTrigger(), newId(), now));
}
