import type { AnyNewEvent, EventOf } from '#libs/contracts/index';
import type { TopicHandler } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '../../deps';
import { newestOrders } from '../domain/newest-orders';
import { countPaid } from '../store/averages';
import { saveOrders, type OrderCopy } from '../store/orders';

/** What a feature does on hearing of orders, each named once by the last word on it; it answers what is to be told. */
export type OrderReaction = (tx: Tx, orders: readonly OrderCopy[]) => Promise<readonly AnyNewEvent[]>;

/**
 * Keeps what is told of orders, whose rows it holds, so that what features do behind it meets no timer of them. What they tell comes last, since everybody waits for
 * the events' counters.
 */
export const takeOrders =
  ({ outbox }: Pick<Deps, 'outbox'>, reactions: readonly OrderReaction[]): TopicHandler<'order-changed'> =>
  async (tx, facts) => {
    const orders = newestOrders(facts).map(copyOf);
    saveOrders(tx, orders);
    countPaid(
      tx,
      orders.flatMap(({ orderId, paidAt }) => (paidAt === null ? [] : [orderId])),
    );
    const events: AnyNewEvent[] = [];
    for (const reaction of reactions) events.push(...(await reaction(tx, orders)));
    await outbox.append(tx, events);
  };

function copyOf({ shopId, value }: EventOf<'order-changed'>): OrderCopy {
  const { orderId, buyerId, channel, channelOrderId, status, createdAt, paidAt, amount } = value;
  return {
    ...{ orderId, shopId, buyerId, channel, channelOrderId, status },
    ...{ createdAt: new Date(createdAt), paidAt: paidAt === null ? null : new Date(paidAt) },
    ...{ minorUnits: amount?.minorUnits ?? null, currency: amount?.currency ?? null },
  };
}
