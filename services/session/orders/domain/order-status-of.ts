import type { OrderStatus } from './order-status';

/** What of an order decides what its buyer comes for. */
export interface OrderState {
  readonly channelOrderId: string;
  readonly status: OrderStatus;
  readonly statusAt: Date;
  readonly createdAt: Date;
}

/** The shop's settings of RTE-19, in days of 24 hours. */
export interface OrderTerms {
  readonly validityDays: number;
  readonly afterSalesDays: number;
}

export const msPerDay = 24 * 3_600_000;

/**
 * What a buyer comes for (RTE-19): the order of the page or card they come from; else the newest order, unless it is older than the shop's validity.
 * One completed longer ago than the after-sales period counts as NO_ACTIVE_ORDER. Null when no order is known at all.
 *
 * The rule names the newest order, not the newest active one: where that is cancelled (NO_ACTIVE_ORDER, RES-1) or long completed, an older one on its way is
 * not asked; its buyer reaches its group by that order's page or card.
 */
export function orderStatusOf(
  orders: readonly OrderState[],
  entryOrderId: string | null,
  now: Date,
  terms: OrderTerms,
): OrderStatus | null {
  const entry = entryOrderId === null ? undefined : orders.find(({ channelOrderId }) => channelOrderId === entryOrderId);
  const order = entry ?? newest(orders);
  if (order === undefined) return null;
  if (order !== entry && isLongerAgo(order.createdAt, now, terms.validityDays)) return 'NO_ACTIVE_ORDER';
  return order.status === 'COMPLETED' && isLongerAgo(order.statusAt, now, terms.afterSalesDays) ? 'NO_ACTIVE_ORDER' : order.status;
}

/** The order created last. Of two at one instant the one whose status is younger, then the greater id. */
const newest = (orders: readonly OrderState[]): OrderState | undefined =>
  orders.reduce<OrderState | undefined>((found, order) => (found === undefined || isNewer(order, found) ? order : found), undefined);

function isNewer(one: OrderState, other: OrderState): boolean {
  const order = one.createdAt.getTime() - other.createdAt.getTime() || one.statusAt.getTime() - other.statusAt.getTime();
  return order === 0 ? one.channelOrderId > other.channelOrderId : order > 0;
}

const isLongerAgo = (at: Date, now: Date, days: number): boolean => now.getTime() - at.getTime() > days * msPerDay;
