import { leastErrors } from './least-errors';

it.each([
  ['abc', 'xxabcxx', 0],
  ['abd', 'xxabcxx', 1],
  ['ab', 'xaxbx', 1],
  ['bac', 'xxabcxx', 1],
  ['abxc', 'abc', 1],
  ['abc', '', 3],
  ['退火运费', '退货运费谁付', 1],
  ['x'.repeat(300), 'y'.repeat(300), 255],
])('%s in %s takes %d errors', (query, text, errors) => {
  expect(leastErrors(query, text)).toBe(errors);
});
