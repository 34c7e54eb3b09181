import { batchingPauseMs } from './batching-pause';

it.each([
  { records: 0, ms: 20 },
  { records: 2, ms: 22 },
  { records: 40, ms: 60 },
  { records: 41, ms: 60 },
  { records: 100_000, ms: 60 },
])('after a fetch of $records records a consumer pauses $ms ms', ({ records, ms }) => {
  expect(batchingPauseMs(records)).toBe(ms);
});

it('a consumer that may be late pauses as long as it says, however much comes', () => {
  expect([0, 1, 10_000].map((records) => batchingPauseMs(records, 200))).toEqual([200, 200, 200]);
});
