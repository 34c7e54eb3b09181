import { systemTrigger } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '../../deps';
import type { TaskKind } from '../domain/task';
import { endTasks } from '../store/tasks';
import { taskEvent } from './task-event';

/** Ends open tasks about things that have come to pass without them, and tells of it. */
export async function cancelTasks(
  { clock, outbox, newId }: Pick<Deps, 'clock' | 'outbox' | 'newId'>,
  tx: Tx,
  kind: TaskKind,
  about: readonly string[],
): Promise<void> {
  if (about.length === 0) return;
  const now = clock.now();
  const ended = await endTasks(tx, kind, about, now);
  await outbox.append(
    tx,
    ended.map((task) => taskEvent(task, systemTrigger(), newId(), now)),
  );
}
