import { systemTrigger, type AnyNewEvent } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '../../deps';
import type { TaskKind } from '../domain/task';
import { endTasks } from '../store/tasks';
import { taskEvent } from './task-event';

/** Ends open tasks about things that have come to pass without them, and answers what is to be told of it. */
export async function cancelTasks(
  { clock, newId }: Pick<Deps, 'clock' | 'newId'>,
  tx: Tx,
  kinds: readonly TaskKind[],
  about: readonly string[],
): Promise<AnyNewEvent[]> {
  if (about.length === 0) return [];
  const now = clock.now();
  const ended = await endTasks(tx, kinds, about, now);
  return ended.map((task) => taskEvent(task, systemTrigger(), newId(), now));
}
