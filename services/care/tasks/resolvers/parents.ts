import type { TaskPage } from '../app/read-tasks';
import type { TaskView } from '../app/task-view';

/** A shop, known here by its id only. */
export interface ShopParent {
  readonly id: string;
}

export type TaskParent = TaskView;
export type TaskPageParent = TaskPage;
