import type { Order, OrderFact } from './order';
import { orderStatuses } from './order-status';

/** A field's value and when the channel says it was so. */
interface Dated<T> {
  readonly value: T;
  readonly at: Date | null;
}

/**
 * The order after one more fact. Each field is that of the fact with the latest `statusAt` that names it, and of two at one instant the greater one, so
 * facts may come in any order and any number of times (INV-5). The first payment known stays, since an order is paid once.
 */
export function mergeOrder(known: Order, fact: OrderFact): Order {
  const status = latest({ value: known.status, at: known.statusAt }, { value: fact.status, at: fact.statusAt }, rankOf);
  const createdAt = latest({ value: known.createdAt, at: known.statusAt }, { value: fact.createdAt, at: fact.statusAt }, (at) =>
    at.getTime(),
  );
  const amount = latest({ value: known.amount, at: known.amountAt }, told(fact.amount, fact.statusAt, null), textOf);
  const items = latest({ value: known.items, at: known.itemsAt }, told(fact.items, fact.statusAt, []), textOf);
  return {
    ...known,
    status: status.value,
    statusAt: status.at ?? known.statusAt,
    createdAt: createdAt.value,
    paidAt: earlier(known.paidAt, fact.paidAt),
    amount: amount.value,
    amountAt: amount.at,
    items: items.value,
    itemsAt: items.at,
  };
}

/** The order that a first fact makes. */
export const newOrder = (of: Pick<Order, 'id' | 'shopId' | 'buyerId' | 'channel' | 'channelOrderId'>, fact: OrderFact): Order => {
  const { status, statusAt, createdAt, paidAt, amount, items } = fact;
  return {
    ...of,
    status,
    statusAt,
    createdAt,
    paidAt,
    amount,
    amountAt: amount && statusAt,
    items: items ?? [],
    itemsAt: items && statusAt,
  };
};

/** Whether two states of an order differ in what others see of it. */
export const differs = (one: Order, other: Order): boolean => textOf(shownOf(one)) !== textOf(shownOf(other));

const shownOf = ({ amountAt: _amountAt, itemsAt: _itemsAt, ...shown }: Order) => shown;

const told = <T>(value: T | null, at: Date, none: T): Dated<T> => (value === null ? { value: none, at: null } : { value, at });

function latest<T>(one: Dated<T>, other: Dated<T>, rank: (value: T) => number | string): Dated<T> {
  const [first, second] = [one.at?.getTime() ?? -Infinity, other.at?.getTime() ?? -Infinity];
  if (first !== second) return second > first ? other : one;
  return rank(other.value) > rank(one.value) ? other : one;
}

const rankOf = (status: Order['status']): number => orderStatuses.indexOf(status);
const textOf = (value: unknown): string => JSON.stringify(value);
const earlier = (one: Date | null, other: Date | null): Date | null => (one === null || (other !== null && other < one) ? other : one);
