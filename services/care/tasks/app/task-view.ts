import type { Tx } from '#libs/platform/database/database';
import { loadOrders, type OrderCopy } from '../../orders/store/orders';
import { taskState, type TaskState } from '../domain/task';
import type { Task } from '../store/task-table';

/** A task as it is shown: how it stands now, and the order it is about. */
export interface TaskView extends Task {
  readonly state: TaskState;
  readonly order: OrderCopy | null;
}

export async function taskViews(tx: Tx, tasks: readonly Task[], now: Date): Promise<TaskView[]> {
  const orders = await loadOrders(tx, [...new Set(tasks.flatMap(({ orderId }) => orderId ?? []))]);
  const byId = new Map(orders.map((order) => [order.orderId, order]));
  return tasks.map((task) => ({
    ...task,
    state: taskState(task, now),
    order: task.orderId === null ? null : (byId.get(task.orderId) ?? null),
  }));
}
