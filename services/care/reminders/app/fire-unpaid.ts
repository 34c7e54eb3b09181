import type { Deps } from '../../deps';
import { lockFreeOrders } from '../../orders/store/orders';
import { openTasks } from '../../tasks/app/open-tasks';
import type { Fires } from '../../timers/app/care-timers';
import { forgetDeadlines, stillDue } from '../../timers/store/deadlines';
import { isToRemind, reminderOverdueAt } from '../domain/unpaid';

/** Opens the task to remind the buyer of an unpaid order, once per order (CARE-22). Under the order's lock the order decides, not the timer. */
export const fireUnpaid =
  (deps: Pick<Deps, 'newId'>): Fires =>
  async (tx, due, horizon) => {
    const orders = await lockFreeOrders(
      tx,
      due.map(({ subjectId }) => subjectId),
    );
    const byId = new Map(orders.map((order) => [order.orderId, order]));
    const held = await stillDue(tx, 'UNPAID', [...byId.keys()], horizon);
    const reminded = held.flatMap(({ subjectId, dueAt }) => {
      const order = byId.get(subjectId);
      return order && isToRemind(order, horizon) ? [{ order, dueAt }] : [];
    });
    forgetDeadlines(tx, held);
    const events = await openTasks(
      deps,
      tx,
      reminded.map(({ order: { shopId, orderId, buyerId }, dueAt }) => ({
        ...{ shopId, kind: 'REMIND_UNPAID', about: orderId, orderId, buyerId, dueAt, overdueAt: reminderOverdueAt(dueAt) },
      })),
      horizon,
    );
    return { done: held.length, events };
  };
