import { createFlights } from '#libs/messaging/index';
import { granted } from '#libs/platform/errors';
import type { Order } from '../domain/order';
import { flyOrders, type OrderAnswer, type OrderCommand, type OrderDeps } from './fly-orders';

/** Where reports of orders wait for the next flight: on the day of a promotion there are as many as messages. */
export interface OrderQueue {
  /** Answers the order as it is afterwards; a refusal is thrown. */
  submit(command: OrderCommand): Promise<Order>;
}

const flightLimit = 500;

export function createOrderQueue(deps: OrderDeps): OrderQueue {
  const flights = createFlights<OrderCommand, OrderAnswer>({
    name: 'orders',
    limit: flightLimit,
    fly: flyOrders(deps),
    shopOf: ({ shopId }) => shopId,
    traceOf: ({ trigger }) => trigger.traceparent,
  });
  return { submit: async (command) => granted(await flights.submit(command)).order };
}
