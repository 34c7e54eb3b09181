import type { ValueOf } from '#libs/contracts/index';

/** The six order statuses (RES-1), in the order in which an order usually goes through them. A cancelled order is none any more. */
export const orderStatuses = [
  'UNPAID',
  'PAID_UNSHIPPED',
  'SHIPPED',
  'COMPLETED',
  'AFTER_SALES',
  'NO_ACTIVE_ORDER',
] as const satisfies readonly ValueOf<'order-changed', 'snapshot'>['status'][];

export type OrderStatus = (typeof orderStatuses)[number];
