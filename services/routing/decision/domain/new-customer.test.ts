import { at } from '../../flight/domain/example-shop';
import { isNewCustomer } from './new-customer';

const now = at('10:00');
const ago = (days: number, ms = 0): string => new Date(now.getTime() - days * 86_400_000 - ms).toISOString();
const bought = (firstPaidAt: string, ...recent: string[]) => ({ purchases: { firstPaidAt, recent } });

it.each([
  ['one order 10 d ago, first ever', bought(ago(10), ago(10)), true],
  ['orders 10 d and 5 d ago', bought(ago(10), ago(5), ago(10)), false],
  ['none', {}, false],
  ['none within 30 days', bought(ago(100)), false],
  ['one 10 d ago, first payment 181 d ago', bought(ago(181), ago(10)), false],
  ['one 10 d ago, first payment 180 d ago', bought(ago(180), ago(10)), true],
  ['one exactly 30 d ago', bought(ago(30), ago(30)), true],
  ['one a millisecond longer ago', bought(ago(30, 1), ago(30, 1)), false],
])('RTE-20 %s', (_title, facts, expected) => {
  expect(isNewCustomer(facts, now, 1)).toBe(expected);
});

it('RES-8 up to so many purchases', () => {
  expect(isNewCustomer(bought(ago(10), ago(5), ago(10)), now, 2)).toBe(true);
});
