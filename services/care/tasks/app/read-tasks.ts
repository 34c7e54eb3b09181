import { awaitCopy } from '#libs/platform/database/await-copy';
import { shopNotFound } from '#libs/platform/errors';
import { loadShopCopy } from '../../copies/store/shop-copies';
import type { Deps, ReadDeps } from '../../deps';
import { listTasks, type TaskCursor, type TaskFilter } from '../store/list-tasks';
import { taskViews, type TaskView } from './task-view';

export interface TaskPage {
  readonly entries: readonly TaskView[];
  readonly hasNextPage: boolean;
}

/** Tasks, the longest overdue first; waits up to 2 s for a shop not known here yet. */
export async function readTasks(
  { readDb, clock }: Pick<Deps, 'clock'> & ReadDeps,
  shopId: string,
  { first, after, filter }: { readonly first: number; readonly after: TaskCursor | null; readonly filter: TaskFilter },
): Promise<TaskPage> {
  const page = await awaitCopy(() =>
    readDb.transaction([shopId], async (tx) => {
      if (!(await loadShopCopy(tx, shopId))) return undefined;
      const now = clock.now();
      const found = await listTasks(tx, shopId, filter, { now, after, most: first + 1 });
      return { entries: await taskViews(tx, found.slice(0, first), now), hasNextPage: found.length > first };
    }),
  );
  if (!page) throw shopNotFound('id', { retryable: true });
  return page;
}
