import type { TopicHandler } from '#libs/messaging/index';
import type { Deps } from '../../deps';
import { newestOrders } from '../../orders/domain/newest-orders';
import { cancelTasks } from '../../tasks/app/cancel-tasks';
import { armDeadlines, forgetDeadlines } from '../../timers/store/deadlines';
import { isUnpaid, remindAt } from '../domain/unpaid';

/** Sets the reminder of orders that are not paid, and takes back those of the others; a reminder that nobody has sent yet is cancelled (CARE-22). */
export const remindOfUnpaid =
  (deps: Pick<Deps, 'clock' | 'outbox' | 'newId'>): TopicHandler<'order-changed'> =>
  async (tx, events) => {
    const orders = newestOrders(events).map(({ shopId, value: { orderId, status, createdAt, paidAt } }) => ({
      ...{ shopId, orderId, status },
      ...{ createdAt: new Date(createdAt), paidAt: paidAt === null ? null : new Date(paidAt) },
    }));
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
    await cancelTasks(deps, tx, 'REMIND_UNPAID', others);
  };
