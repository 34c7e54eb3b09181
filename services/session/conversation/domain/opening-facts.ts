import { orderStatusOf, type OrderState } from '../../orders/domain/order-status-of';
import { purchasesOf } from '../../orders/domain/purchases-of';
import type { Buyer, OpeningFacts, ShopTerms } from './session';

/** What is known of a buyer who opens a session. `entryOrder` is the order of the page or card they come from, when it is known and theirs. */
export function openingFacts(
  { orders }: Pick<Buyer, 'orders'>,
  entryOrder: OrderState | null,
  terms: Pick<ShopTerms, 'orders'>,
  now: Date,
): OpeningFacts | null {
  if (orders === null) return null;
  const known = entryOrder ? [orders.newest, entryOrder] : [orders.newest];
  const orderStatus = orderStatusOf(known, entryOrder?.channelOrderId ?? null, now, terms.orders);
  const purchases = orders.payments && purchasesOf(orders.payments, now);
  return {
    ...(orderStatus && { orderStatus }),
    ...(purchases && {
      purchases: { recent: purchases.recent.map((at) => at.toISOString()), firstPaidAt: purchases.first.toISOString() },
    }),
  };
}
