import type { PlannedTask, Task } from './task';
import { taskKinds } from './task-kinds';

export interface Replanned {
  readonly added: readonly PlannedTask[];
  readonly changed: readonly Task[];
  readonly removed: readonly Task[];
}

/**
 * What becomes of a promotion's tasks by a new plan. Whoever ticked a task did it as it was: it stays so. Others follow the plan, with whom they are assigned to;
 * what it no longer asks for goes, unless somebody wrote something on it.
 */
export function replan(stored: readonly Task[], planned: readonly PlannedTask[]): Replanned {
  const wanted = new Map(planned.map((task) => [task.key, task]));
  const known = new Set(stored.map(({ key }) => key));
  const changed: Task[] = [];
  const removed: Task[] = [];
  for (const task of stored) {
    if (task.tickedAt || taskKinds[task.kind].per === 'NOT_PLANNED') continue;
    const plan = wanted.get(task.key);
    if (!plan && task.note === null && task.doneCases === null) removed.push(task);
    if (plan && differs(task, plan)) changed.push({ ...task, ...plan });
  }
  return { added: planned.filter(({ key }) => !known.has(key)), changed, removed };
}

const said = ({ dueDate, dueMinute, overdueAt, place, facts }: PlannedTask): string =>
  JSON.stringify([dueDate, dueMinute, overdueAt, place, facts], inOrder);

/** The database keeps the fields of an object in an order of its own. */
const inOrder = (_name: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const differs = (task: Task, plan: PlannedTask): boolean => said(task) !== said(plan);
