import type { OrderState } from './order-status-of';
import type { Payments } from './purchases-of';

/** What a buyer's opening needs of all their orders, kept with the buyer, so that a session costs no look-up of orders. */
export interface OrderFacts {
  readonly newest: OrderState;
  /** null when no payment is known. */
  readonly payments: Payments | null;
}
