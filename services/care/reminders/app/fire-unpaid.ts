import type { Deps } from '../../deps';
import { isHighValue, type OrderSum } from '../../orders/domain/high-value';
import { averageName, paidSums } from '../../orders/store/averages';
import { lockFreeOrders, type OrderCopy } from '../../orders/store/orders';
import { openTasks } from '../../tasks/app/open-tasks';
import type { Fires } from '../../timers/app/care-timers';
import { forgetDeadlines, stillDue } from '../../timers/store/deadlines';
import { isToRemind, reminderOverdueAt } from '../domain/unpaid';

/** Opens the task to remind the buyer of an unpaid order, once per order (CARE-22), and beside it the one to phone where much is at stake (CARE-23). Under the order's lock the order decides, not the timer. */
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
    const sums = await paidSums(tx, [...new Set(reminded.map(({ order }) => order.shopId))]);
    forgetDeadlines(tx, held);
    const events = await openTasks(
      deps,
      tx,
      reminded.flatMap(({ order, dueAt }) => {
        const { shopId, orderId, buyerId } = order;
        const task = { shopId, about: orderId, orderId, buyerId, dueAt, overdueAt: reminderOverdueAt(dueAt) };
        const kinds = isDear(order, sums) ? (['REMIND_UNPAID', 'CALL_HIGH_VALUE'] as const) : (['REMIND_UNPAID'] as const);
        return kinds.map((kind) => ({ ...task, kind }));
      }),
      horizon,
    );
    return { done: held.length, events };
  };

const isDear = ({ shopId, minorUnits, currency }: OrderCopy, sums: ReadonlyMap<string, OrderSum>): boolean =>
  minorUnits !== null && currency !== null && isHighValue(minorUnits, sums.get(averageName(shopId, currency)));
