import type { OrderStatus } from './order-status';

/** In whole minor units of a currency, for example 1999 CNY for 19.99 yuan. */
export interface Money {
  readonly minorUnits: number;
  readonly currency: string;
}

export interface OrderItem {
  readonly productId: string;
  readonly quantity: number;
}

/** An order is known by its buyer and the channel's id of it, as messages are (RES-83). */
export interface OrderKey {
  readonly buyerId: string;
  readonly channelOrderId: string;
}

/** What the channel told of an order, field by field from the latest fact that named it; `amountAt` and `itemsAt` are that fact's `statusAt`. */
export interface Order extends OrderKey {
  readonly id: string;
  readonly shopId: string;
  readonly channel: string;
  readonly status: OrderStatus;
  readonly statusAt: Date;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
  readonly amount: Money | null;
  readonly amountAt: Date | null;
  readonly items: readonly OrderItem[];
  readonly itemsAt: Date | null;
}

/** One report of a channel. What is absent it says nothing about. */
export interface OrderFact {
  readonly status: OrderStatus;
  readonly statusAt: Date;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
  readonly amount: Money | null;
  readonly items: readonly OrderItem[] | null;
}
