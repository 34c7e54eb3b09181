import { AddressBudget } from './address-budget';

it('an address may do so much at once and as much in a minute; others are not touched', () => {
  let now = 0;
  const budget = new AddressBudget(3, () => now);
  const take = (address = '10.0.0.1'): string => {
    try {
      budget.take(address);
      return 'taken';
    } catch (error) {
      return JSON.stringify((error as { headers: unknown }).headers);
    }
  };
  expect([take(), take(), take(), take()]).toEqual(['taken', 'taken', 'taken', '{"retry-after":"20"}']);
  expect(take('10.0.0.2')).toBe('taken');
  now = 19_999;
  expect(take()).toContain('retry-after');
  now = 20_000;
  expect([take(), take()]).toEqual(['taken', '{"retry-after":"20"}']);
});

it('all addresses of one IPv6 network are one', () => {
  const budget = new AddressBudget(1, () => 0);
  budget.take('2001:db8:1:2:3::4');
  expect(() => budget.take('2001:db8:1:2:ffff::1')).toThrow(expect.objectContaining({ status: 429 }));
  budget.take('2001:db8:1:3:3::4');
  budget.take('::ffff:10.0.0.1');
  budget.take('::ffff:10.0.0.2');
});
