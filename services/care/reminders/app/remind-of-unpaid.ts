import type { Deps } from '../../deps';
import type { OrderReaction } from '../../orders/app/take-orders';
import { cancelTasks } from '../../tasks/app/cancel-tasks';
import { armDeadlines, forgetDeadlines } from '../../timers/store/deadlines';
import { isUnpaid, remindAt } from '../domain/unpaid';

/** Sets the reminder of orders that are not paid, and takes back those of the others; a reminder that nobody has sent yet is cancelled (CARE-22, CARE-23). */
export const remindOfUnpaid =
  (deps: Pick<Deps, 'clock' | 'newId'>): OrderReaction =>
  async (tx, orders) => {
    const unpaid = orders.filter(isUnpaid);
    const others = orders.filter((order) => !isUnpaid(order)).map(({ orderId }) => orderId);
    armDeadlines(
      tx,
      unpaid.map((order) => ({ subjectId: order.orderId, kind: 'UNPAID', shopId: order.shopId, dueAt: remindAt(order) })),
    );
    forgetDeadlines(
      tx,
      others.map((subjectId) => ({ subjectId, kind: 'UNPAID' })),
    );
    return cancelTasks(deps, tx, ['REMIND_UNPAID', 'CALL_HIGH_VALUE'], others);
  };
