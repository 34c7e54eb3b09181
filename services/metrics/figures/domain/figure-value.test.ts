import { figureValue, gradeOf, noSums } from './figure-value';
import { metricNames } from './metrics';
import { spreadBucket, percentile, spreadError } from './spread-buckets';
import fc from 'fast-check';

const rate = (responded: number, all: number) =>
  figureValue('responseRate', { ...noSums, amounts: { responded, unanswered: all - responded } });

it('MET-1 47 of 50 are 0.94', () => {
  expect(rate(47, 50)).toMatchObject({ value: 0.94, numerator: 47, denominator: 50 });
});

it.each([
  [90, 100, 'OK'],
  [88, 100, 'WARNING'],
  [85, 100, 'WARNING'],
  [84, 100, 'BREACH'],
  [0, 0, null],
])('MET-13 RES-79 %d of %d is %s', (responded, all, grade) => {
  expect(gradeOf(rate(responded, all), 90, 85)).toBe(grade);
});

it('MET-9 10 answered and 2 pending: 10 of 10', () => {
  expect(figureValue('responseRate', { ...noSums, amounts: { responded: 10, pending: 2 } })).toMatchObject({
    value: 1,
    denominator: 10,
    pending: 2,
  });
});

it('every metric has a value of nothing: null, or 0 for a plain count', () => {
  for (const metric of metricNames) expect([null, 0]).toContain(figureValue(metric, noSums).value);
});

it('a percentile of whatever durations is off by no more than is stated', () => {
  const durations = fc.array(fc.integer({ min: 1, max: 90_000_000 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.9, 0.99, 1), (sample, share) => {
      const exact = [...sample].sort((a, b) => a - b)[Math.ceil(sample.length * share) - 1]!;
      const told = percentile(
        sample.map((ms) => ({ bucket: spreadBucket(ms), count: 1 })),
        share,
      )!;
      expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * spreadError + 0.5);
    }),
  );
});
