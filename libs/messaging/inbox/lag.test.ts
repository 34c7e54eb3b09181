import { createLag } from './lag';

it('a topic is behind while one of its partitions is, and not for ever', () => {
  let now = 0;
  const lag = createLag(() => now);
  expect(lag.isBehind('a')).toBe(false);
  lag.fetched('a', 0, 0);
  lag.fetched('a', 1, 7);
  expect([lag.isBehind('a'), lag.isBehind('b')]).toEqual([true, false]);
  lag.fetched('a', 1, 0);
  expect(lag.isBehind('a')).toBe(false);
  lag.fetched('a', 2, 3);
  now = 60_000;
  expect(lag.isBehind('a')).toBe(false);
});
