import { Buckets } from './buckets';

describe('token buckets', () => {
  it('are full at the beginning, and what is taken flows back', () => {
    let now = 0;
    const buckets = new Buckets({ perMinute: 60, size: 10, now: () => now });
    expect(buckets.waitFor('a', 10)).toBe(0);
    buckets.take('a', 10);
    expect(buckets.waitFor('a', 4)).toBe(4);
    now = 4_000;
    expect(buckets.waitFor('a', 4)).toBe(0);
    expect(buckets.waitFor('b', 10)).toBe(0);
  });

  it('never hold more than their size, however long nothing is taken', () => {
    let now = 0;
    const buckets = new Buckets({ perMinute: 60, size: 10, now: () => now });
    buckets.take('a', 1);
    now = 3_600_000;
    buckets.take('a', 10);
    expect(buckets.waitFor('a', 1)).toBe(1);
  });

  it('give what is more than their size when they are full, and owe it', () => {
    const buckets = new Buckets({ perMinute: 60, size: 10, now: () => 0 });
    expect(buckets.waitFor('a', 1_000)).toBe(0);
    buckets.take('a', 25);
    expect(buckets.waitFor('a', 1)).toBe(16);
  });
});
