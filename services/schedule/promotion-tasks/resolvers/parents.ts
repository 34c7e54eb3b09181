import type { TaskPage } from '../app/read-tasks';
import type { TaskView } from '../app/task-view';

export type TaskParent = TaskView;
export type TaskPageParent = TaskPage;
