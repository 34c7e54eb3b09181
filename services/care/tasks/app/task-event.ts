import { factOf, type NewEvent, type Trigger } from '#libs/contracts/index';
import type { Task } from '../store/task-table';

/** How a task stands since. */
export const taskEvent = (
  { id: taskId, shopId, kind, outcome, orderId, buyerId, assigneeId, dueAt }: Task,
  trigger: Trigger,
  id: string,
  occurredAt: Date,
): NewEvent<'care-step-done', 'task-changed'> =>
  factOf<'care-step-done', 'task-changed'>(trigger, {
    ...{ id, topic: 'care-step-done', type: 'task-changed', shopId, subject: taskId, occurredAt, policyVersion: null },
    value: { taskId, kind, state: outcome ?? 'OPEN', orderId, buyerId, assigneeId, dueAt: dueAt.toISOString() },
  });
