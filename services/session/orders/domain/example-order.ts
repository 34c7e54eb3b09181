import type { Order, OrderFact } from './order';

/** Monday 2026-03-02 10:00 in Shanghai, `days` days earlier or later. */
export const day = (days: number, ms = 0): Date => new Date(Date.UTC(2026, 2, 2, 2) + days * 24 * 3_600_000 + ms);

/** A report of an order, for tests to vary. */
export const aFact = (overrides: Partial<OrderFact> = {}): OrderFact => ({
  status: 'UNPAID',
  statusAt: day(0),
  createdAt: day(0),
  paidAt: null,
  amount: null,
  items: null,
  ...overrides,
});

export const identity = { id: 'i1', shopId: 'S', buyerId: 'b1', channel: 'JD', channelOrderId: 'o1' };

/** An order of b1, for tests to vary. */
export const anOrder = (overrides: Partial<Order> = {}): Order => ({
  ...identity,
  status: 'UNPAID',
  statusAt: day(0),
  createdAt: day(0),
  paidAt: null,
  amount: null,
  amountAt: null,
  items: [],
  itemsAt: null,
  ...overrides,
});
