/** Kinds of tasks; each opens once about the same thing. */
export const taskKinds = ['REMIND_UNPAID', 'CALL_HIGH_VALUE'] as const;

export type TaskKind = (typeof taskKinds)[number];

/** How a task that is over ended: somebody did it, or it came to pass without it. */
export type TaskOutcome = 'DONE' | 'CANCELLED';

/** What opens a task. */
export interface TaskToOpen {
  readonly shopId: string;
  readonly kind: TaskKind;
  /** The id of what it is about: an order, for example. One task of a kind about one thing. */
  readonly about: string;
  readonly orderId: string | null;
  readonly buyerId: string | null;
  readonly dueAt: Date;
  /** From this instant on it is overdue, unless it is over. */
  readonly overdueAt: Date;
}

export const taskStates = ['DUE', 'OVERDUE', 'DONE', 'CANCELLED'] as const;

export type TaskState = (typeof taskStates)[number];

/** How a task stands. */
export function taskState(
  { outcome, overdueAt }: { readonly outcome: TaskOutcome | null; readonly overdueAt: Date },
  now: Date,
): TaskState {
  if (outcome) return outcome;
  return overdueAt <= now ? 'OVERDUE' : 'DUE';
}
