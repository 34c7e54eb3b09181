import type { OrderFacts } from '../domain/order-facts';
import type { OrderState } from '../domain/order-status-of';

/** A buyer's order facts as the statement that gathers them writes them down. */
export interface StoredOrderFacts {
  readonly newest: Pick<OrderState, 'channelOrderId' | 'status'> & { readonly statusAt: string; readonly createdAt: string };
  readonly latestPaid: readonly string[] | null;
  readonly firstPaidAt: string | null;
}

export function toOrderFacts({ newest, latestPaid, firstPaidAt }: StoredOrderFacts): OrderFacts {
  const payments = latestPaid && firstPaidAt ? { latest: latestPaid.map(instantOf), first: instantOf(firstPaidAt) } : null;
  return { newest: { ...newest, statusAt: instantOf(newest.statusAt), createdAt: instantOf(newest.createdAt) }, payments };
}

const instantOf = (text: string): Date => new Date(text);
