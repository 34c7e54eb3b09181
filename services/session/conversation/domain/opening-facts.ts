import { orderStatusOf, type OrderState } from '../../orders/domain/order-status-of';
import { purchasesOf } from '../../orders/domain/purchases-of';
import type { Buyer, OpeningFacts, ShopTerms } from './session';

type Known = Pick<Buyer, 'orders' | 'crowds' | 'exclusiveAgentId' | 'block'>;

/**
 * What is known of a buyer who opens a session, at that instant; null when nothing is. `entryOrder` is the order of the page or card they come from, when
 * it is known and theirs.
 */
export function openingFacts(
  buyer: Known,
  entryOrder: OrderState | null,
  terms: Pick<ShopTerms, 'orders'>,
  now: Date,
): OpeningFacts | null {
  const { orders, crowds, exclusiveAgentId, block } = buyer;
  if (orders === null && crowds.length === 0 && exclusiveAgentId === null && block === null) return null;
  return {
    ...(orders && orderFacts(orders, entryOrder, terms, now)),
    ...(crowds.length > 0 && { crowds: crowds.map(({ joinedAt, ...crowd }) => ({ ...crowd, joinedAt: joinedAt.toISOString() })) }),
    ...(exclusiveAgentId !== null && { exclusiveAgentId }),
    ...(block && { buyerBlocked: true }),
  };
}

function orderFacts(
  { newest, payments }: NonNullable<Buyer['orders']>,
  entryOrder: OrderState | null,
  terms: Pick<ShopTerms, 'orders'>,
  now: Date,
): OpeningFacts {
  const orderStatus = orderStatusOf(entryOrder ? [newest, entryOrder] : [newest], entryOrder?.channelOrderId ?? null, now, terms.orders);
  const purchases = payments && purchasesOf(payments, now);
  return {
    ...(orderStatus && { orderStatus }),
    ...(purchases && {
      purchases: { recent: purchases.recent.map((at) => at.toISOString()), firstPaidAt: purchases.first.toISOString() },
    }),
  };
}
