import { refuse, type Refusal } from '#libs/platform/errors';
import type { Task } from './task';

/** What somebody says of a task; absent is unchanged. */
export interface TaskChange {
  readonly ticked?: boolean | undefined;
  /** null = none. */
  readonly note?: string | null | undefined;
  readonly doneCases?: number | undefined;
  readonly allCases?: number | undefined;
}

/** A task after that. Who ticked it first, and when, stays; one that counts cases is ticked only when enough of them are done (STF-24). */
export function changeTask(task: Task, change: TaskChange, by: { readonly account: string | null; readonly now: Date }): Task | Refusal {
  const { doneCases = task.doneCases, allCases = task.allCases } = change;
  const refused = wrongCases(task, doneCases, allCases, change);
  if (refused) return refused;
  const isTicked = change.ticked ?? task.tickedAt !== null;
  const { share } = task.facts;
  const isShort = share !== undefined && (doneCases === null || allCases === null || doneCases * 100 < share * allCases);
  if (isTicked && isShort) return wrong('doneCases', `at least ${share} % of allCases`);
  const ticked = isTicked
    ? { tickedAt: task.tickedAt ?? by.now, tickedBy: task.tickedAt ? task.tickedBy : by.account }
    : { tickedAt: null, tickedBy: null };
  return { ...task, ...ticked, doneCases, allCases, note: change.note === undefined ? task.note : change.note };
}

function wrongCases({ facts }: Task, done: number | null, all: number | null, change: TaskChange): Refusal | undefined {
  const isNamed = change.doneCases !== undefined || change.allCases !== undefined;
  if (isNamed && facts.share === undefined) return wrong('doneCases', 'nothing: this task counts no cases');
  if (all === null && done !== null) return wrong('allCases', 'of how many cases');
  if (done === null && all !== null) return wrong('doneCases', 'how many of the cases');
  return done !== null && all !== null && done > all ? wrong('doneCases', `at most ${all}, the number of all cases`) : undefined;
}

const wrong = (field: string, expected: string): Refusal =>
  refuse('BAD_USER_INPUT', 'These cases do not fit the task.', { field, expected });
