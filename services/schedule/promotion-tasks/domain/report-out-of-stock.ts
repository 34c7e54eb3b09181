import { refuse, type Refusal } from '#libs/platform/errors';
import { isTypedDate } from '../../hours/domain/date-span';
import type { PlannedTask, Task } from './task';
import { taskKindNames, type TaskKindName } from './task-kinds';

/** An order that cannot be sent, and when its goods are back. */
export interface MissingOrder {
  readonly order: string;
  /** Absent is unchanged; null = nobody knows. */
  readonly restockOn?: string | null | undefined;
}

/** The most tasks that one report can bring. */
export const mostTasks = 1_000;

interface Reported {
  readonly added: readonly PlannedTask[];
  readonly changed: readonly Task[];
}

/**
 * What a report brings (STF-23): a task for each of its orders, to ask the buyer for another size, colour or style; and one to tell pre-sale, when it says anew
 * when goods are back. An order that was reported before keeps its task. `due` is the rest of the day of the report.
 */
export function reportOutOfStock(
  report: Pick<Task, 'id' | 'kind'>,
  orders: readonly MissingOrder[],
  earlier: readonly Task[],
  due: Pick<PlannedTask, 'dueDate' | 'dueMinute' | 'overdueAt'>,
): Reported | Refusal {
  const refused = refusalOf(report, orders);
  if (refused) return refused;
  const known = new Map(earlier.map((task) => [task.key, task]));
  const taskOf = (kind: TaskKindName, part: string, facts: PlannedTask['facts']): PlannedTask => ({
    ...due,
    key: [kind, report.id, part].join('/'),
    kind,
    place: taskKindNames.indexOf(kind) * 100,
    agentId: null,
    facts: { ...facts, reportId: report.id },
  });
  const wanted = orders.map(({ order, restockOn }) => {
    const task = taskOf('CONTACT_BUYER', order, { order, restockOn: restockOn ?? null });
    const before = known.get(task.key);
    const isDated = restockOn !== undefined && restockOn !== (before?.facts.restockOn ?? null);
    return { task, before, isDated };
  });
  const changed = wanted.flatMap(({ task, before, isDated }) => (before && isDated ? [{ ...before, facts: task.facts }] : []));
  const passing = earlier.filter(({ kind }) => kind === 'PASS_RESTOCK_DATES');
  const isToPass =
    wanted.some(({ task, isDated }) => isDated && task.facts.restockOn !== null) && passing.every(({ tickedAt }) => tickedAt);
  const pass = isToPass ? [taskOf('PASS_RESTOCK_DATES', String(passing.length + 1), {})] : [];
  const added = [...wanted.flatMap(({ task, before }) => (before ? [] : [task])), ...pass];
  const isTooMuch = earlier.length + added.length > mostTasks;
  return isTooMuch ? wrong('orders', `at most ${mostTasks} tasks of one report`) : { added, changed };
}

function refusalOf({ kind }: Pick<Task, 'kind'>, orders: readonly MissingOrder[]): Refusal | undefined {
  if (kind !== 'REPORT_OUT_OF_STOCK') return wrong('taskId', 'a task of the kind REPORT_OUT_OF_STOCK');
  const twice = orders.findIndex(({ order }, index) => orders.findIndex((other) => other.order === order) < index);
  if (twice >= 0) return wrong(`orders.${twice}.order`, 'each order once');
  const undated = orders.findIndex(({ restockOn }) => typeof restockOn === 'string' && !isTypedDate(restockOn));
  if (undated >= 0)
    return refuse('INVALID_RANGE', 'This is no date.', { field: `orders.${undated}.restockOn`, expected: 'a date such as 2026-11-15' });
  return undefined;
}

const wrong = (field: string, expected: string): Refusal =>
  refuse('BAD_USER_INPUT', 'This is no report of what is out of stock.', { field, expected });
