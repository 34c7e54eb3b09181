import type { EventOf } from '#libs/contracts/index';

/** The last word on each order: a shop's facts come in order. */
export const newestOrders = (events: readonly EventOf<'order-changed'>[]): EventOf<'order-changed'>[] => [
  ...new Map(events.map((event) => [event.value.orderId, event])).values(),
];
