import type { TaskFacts } from './due';
import type { TaskKindName } from './task-kinds';

/** A task as it follows from a plan. */
export interface PlannedTask {
  /** Names it among the tasks of its promotion: a plan that changes keeps its tasks by it. */
  readonly key: string;
  readonly kind: TaskKindName;
  readonly dueDate: string;
  readonly dueMinute: number | null;
  /** From this instant on it is overdue, unless it was ticked. */
  readonly overdueAt: Date;
  /** Its place among those that are overdue at the same instant. */
  readonly place: number;
  /** The agent it is about, where it is about one. */
  readonly agentId: string | null;
  readonly facts: TaskFacts;
}

/** A task as it is kept. */
export interface Task extends PlannedTask {
  readonly id: string;
  readonly promotionId: string;
  readonly assigneeId: string | null;
  readonly note: string | null;
  /** Cases done, of how many; null until somebody has said so. */
  readonly doneCases: number | null;
  readonly allCases: number | null;
  readonly tickedAt: Date | null;
  readonly tickedBy: string | null;
}

export const taskStates = ['PLANNED', 'DUE', 'OVERDUE', 'DONE'] as const;

export type TaskState = (typeof taskStates)[number];

/** How a task stands: its date has come, or it has been missed, or neither. `today` is the date at `now` in the shop's zone. */
export function taskState(
  { tickedAt, overdueAt, dueDate }: Pick<Task, 'tickedAt' | 'overdueAt' | 'dueDate'>,
  now: Date,
  today: string,
): TaskState {
  if (tickedAt) return 'DONE';
  if (overdueAt <= now) return 'OVERDUE';
  return dueDate <= today ? 'DUE' : 'PLANNED';
}
