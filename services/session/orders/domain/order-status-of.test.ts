import { anOrder, day } from './example-order';
import { orderStatusOf } from './order-status-of';

const terms = { validityDays: 30, afterSalesDays: 3 };
const now = day(0);
const shipped = anOrder({ channelOrderId: '1', status: 'SHIPPED', createdAt: day(-1), statusAt: day(-1) });
const unpaid = anOrder({ channelOrderId: '2', status: 'UNPAID', createdAt: day(-7), statusAt: day(-7) });
const statusOf = (order: Parameters<typeof anOrder>[0], at = now, entry: string | null = null, with_ = terms) =>
  orderStatusOf([anOrder(order)], entry, at, with_);

describe('RTE-19 what a buyer with several orders comes for', () => {
  it('is the order of the page they come from', () => {
    expect(orderStatusOf([shipped, unpaid], '2', now, terms)).toBe('UNPAID');
  });

  it('is else the newest order, in whatever order they are known', () => {
    expect(orderStatusOf([shipped, unpaid], null, now, terms)).toBe('SHIPPED');
    expect(orderStatusOf([unpaid, shipped], null, now, terms)).toBe('SHIPPED');
  });

  it('is the newest order where the one of the page is not known', () => {
    expect(orderStatusOf([shipped, unpaid], '3', now, terms)).toBe('SHIPPED');
  });

  it('of two that were placed at once is the one whose status is younger, then the greater id', () => {
    const twin = anOrder({ ...shipped, channelOrderId: '0', status: 'PAID_UNSHIPPED', statusAt: day(0) });
    expect(orderStatusOf([shipped, twin], null, now, terms)).toBe('PAID_UNSHIPPED');
    expect(orderStatusOf([{ ...twin, statusAt: shipped.statusAt }, shipped], null, now, terms)).toBe('SHIPPED');
  });

  it.each([
    ['30 days to the millisecond', day(-30), 'UNPAID'],
    ['a millisecond more', day(-30, -1), 'NO_ACTIVE_ORDER'],
  ])('a newest order that is %s old', (_, createdAt, expected) => {
    expect(statusOf({ createdAt })).toBe(expected);
  });

  it('validity is the shop’s setting, 1 to 90 days, and does not touch the order of the page', () => {
    expect(statusOf({ createdAt: day(-90) }, now, null, { ...terms, validityDays: 90 })).toBe('UNPAID');
    expect(statusOf({ createdAt: day(-1, -1) }, now, null, { ...terms, validityDays: 1 })).toBe('NO_ACTIVE_ORDER');
    expect(statusOf({ createdAt: day(-200) }, now, 'o1')).toBe('UNPAID');
  });

  it.each([
    ['3 days to the millisecond', day(-3), 'COMPLETED'],
    ['a millisecond more', day(-3, -1), 'NO_ACTIVE_ORDER'],
  ])('an order completed %s ago', (_, statusAt, expected) => {
    expect(statusOf({ status: 'COMPLETED', statusAt })).toBe(expected);
    expect(statusOf({ status: 'COMPLETED', statusAt }, now, 'o1')).toBe(expected);
  });

  it('is the newest order to the letter, cancelled (RES-1) or long completed, though an older one is on its way', () => {
    const cancelled = anOrder({ channelOrderId: '3', status: 'NO_ACTIVE_ORDER', createdAt: day(0), statusAt: day(0) });
    const done = anOrder({ channelOrderId: '4', status: 'COMPLETED', createdAt: day(0), statusAt: day(-4) });
    for (const latest of [cancelled, done]) expect(orderStatusOf([shipped, latest], null, now, terms)).toBe('NO_ACTIVE_ORDER');
    expect(orderStatusOf([shipped, cancelled], '1', now, terms)).toBe('SHIPPED');
  });

  it('is not known without any order', () => {
    expect(orderStatusOf([], null, now, terms)).toBeNull();
  });
});
