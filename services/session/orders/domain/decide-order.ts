import type { Refusal } from '#libs/platform/errors';
import { refuseFuture } from '../../conversation/domain/refuse-future';
import { statusOf, type StatusText } from './known-statuses';
import { differs, mergeOrder, newOrder } from './merge-order';
import type { Order, OrderFact } from './order';
import type { OrderStatus } from './order-status';

/** An order as a connector reports it: its status by one of the six, or by the channel's own word. */
export interface OrderReport extends Omit<OrderFact, 'status'> {
  readonly status: { readonly known: OrderStatus } | { readonly text: string };
}

export type OrderIdentity = Pick<Order, 'id' | 'shopId' | 'buyerId' | 'channel' | 'channelOrderId'>;

export interface OrderDone {
  readonly outcome: 'done';
  readonly order: Order;
  /** Whether others see it changed. */
  readonly changed: boolean;
}

/** The order after a report; one that says nothing new changes nothing. `own` are the shop's words for this channel's statuses (RES-1). */
export function decideOrder(
  known: Order | null,
  of: OrderIdentity,
  report: OrderReport,
  own: readonly StatusText[],
  now: Date,
): OrderDone | Refusal {
  const { statusAt, createdAt, paidAt } = report;
  const early = refuseFuture({ statusAt, createdAt, paidAt }, now);
  if (early) return early;
  const status = 'known' in report.status ? report.status.known : statusOf(report.status.text, own);
  if (typeof status !== 'string') return status;
  const fact = { ...report, status };
  const order = known ? mergeOrder(known, fact) : newOrder(of, fact);
  return { outcome: 'done', order, changed: known === null || differs(known, order) };
}
