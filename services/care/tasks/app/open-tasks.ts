import { systemTrigger } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '../../deps';
import type { TaskToOpen } from '../domain/task';
import { insertTasks } from '../store/tasks';
import { taskEvent } from './task-event';

/** Opens tasks, one of a kind about one thing for ever, and tells of those that are new. */
export async function openTasks(
  { outbox, newId }: Pick<Deps, 'outbox' | 'newId'>,
  tx: Tx,
  tasks: readonly TaskToOpen[],
  now: Date,
): Promise<void> {
  if (tasks.length === 0) return;
  const rows = tasks.map((task) => ({
    ...task,
    ...{ id: newId(), openedAt: now, assigneeId: null, note: null, outcome: null, closedAt: null, closedBy: null },
  }));
  const opened = await insertTasks(tx, rows);
  await outbox.append(
    tx,
    opened.map((task) => taskEvent(task, systemTrigger(), newId(), now)),
  );
}
