import { refuse, type Refusal } from '#libs/platform/errors';
import type { TaskOutcome } from './task';

/** What of a task can change. */
export interface ChangeableTask {
  readonly note: string | null;
  readonly outcome: TaskOutcome | null;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
}

/** What somebody says of a task; absent is unchanged. */
export interface TaskChange {
  readonly ticked?: boolean | undefined;
  /** null = none. */
  readonly note?: string | null | undefined;
}

/** A task after that. Who ticked it first, and when, stays. One that was cancelled is over: only its note can change. */
export function changeTask<T extends ChangeableTask>(
  task: T,
  { ticked, note = task.note }: TaskChange,
  by: { readonly account: string | null; readonly now: Date },
): T | Refusal {
  if (ticked === undefined || ticked === (task.outcome === 'DONE')) return { ...task, note };
  if (task.outcome === 'CANCELLED') return cancelled;
  const closed = ticked
    ? { outcome: 'DONE' as const, closedAt: by.now, closedBy: by.account }
    : { outcome: null, closedAt: null, closedBy: null };
  return { ...task, ...closed, note };
}

const cancelled = refuse('ILLEGAL_TRANSITION', 'The task is over: what it was about has come to pass.', {
  field: 'ticked',
  expected: 'a task in the state DUE or OVERDUE',
});
