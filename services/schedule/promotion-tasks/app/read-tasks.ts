import { businessDateAt } from '#libs/calendar/index';
import type { Deps, ReadDeps } from '../../deps';
import { inReadShop } from '../../promotions/app/in-read-shop';
import { listTasks, type TaskCursor, type TaskFilter } from '../store/list-tasks';
import { taskViews, type TaskView } from './task-view';

export interface TaskPage {
  readonly entries: readonly TaskView[];
  readonly hasNextPage: boolean;
}

/** Tasks, the longest overdue first. */
export const readTasks = (
  deps: Pick<Deps, 'clock'> & ReadDeps,
  shopId: string,
  { first, after, filter }: { readonly first: number; readonly after: TaskCursor | null; readonly filter: TaskFilter },
): Promise<TaskPage> =>
  inReadShop(deps, shopId, async (place) => {
    const { tx, now, shop } = place;
    const today = businessDateAt(now, shop.timeZone);
    const found = await listTasks(tx, shopId, filter, { now, today, after, most: first + 1 });
    return { entries: await taskViews(place, found.slice(0, first)), hasNextPage: found.length > first };
  });
