import { monthsBefore } from './months-before';

it.each([
  ['2026-11-11', '2026-10-11'],
  ['2027-01-15', '2026-12-15'],
  ['2026-03-31', '2026-02-28'],
  ['2028-03-31', '2028-02-29'],
  ['2028-03-29', '2028-02-29'],
  ['2026-12-31', '2026-11-30'],
])('STF-10 one month before %s is %s', (date, before) => {
  expect(monthsBefore(date, 1)).toBe(before);
});
