import { day } from './example-order';
import { purchasesOf } from './purchases-of';

describe('RTE-20 the purchases that make a new customer', () => {
  it('are those of the last 30 days, latest first, and the first ever', () => {
    const payments = { latest: [day(-10), day(-30), day(-30, -1)], first: day(-181) };
    expect(purchasesOf(payments, day(0))).toEqual({ recent: [day(-10), day(-30)], first: day(-181) });
  });

  it('RES-17 are none of lately for a buyer who bought long ago', () => {
    expect(purchasesOf({ latest: [day(-40)], first: day(-40) }, day(0))).toEqual({ recent: [], first: day(-40) });
  });

  it('are ten at most', () => {
    const latest = Array.from({ length: 12 }, (_, days) => day(-days));
    expect(purchasesOf({ latest, first: day(-11) }, day(0)).recent).toEqual(latest.slice(0, 10));
  });
});
