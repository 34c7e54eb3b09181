import { isHighValue } from './high-value';

test('CARE-23 an order of more than ten times the average is of high value; ten times is not', () => {
  const paid = { orders: 3, minorUnits: 30_000 };
  expect(isHighValue(100_000, paid)).toBe(false);
  expect(isHighValue(100_001, paid)).toBe(true);
  expect(isHighValue(2 ** 52, { orders: 2 ** 20, minorUnits: 2 ** 53 - 1 })).toBe(true);
});

test('CARE-23 a shop that has sold nothing has no average', () => {
  expect(isHighValue(100_001, undefined)).toBe(false);
  expect(isHighValue(100_001, { orders: 0, minorUnits: 0 })).toBe(false);
});
