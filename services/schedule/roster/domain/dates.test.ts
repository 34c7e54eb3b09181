import { dateAfter, dateInUtc, datesOf, weekdayOf } from './dates';

it.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2026-03-01', -1, '2026-02-28'],
  ['9999-12-31', 14, '9999-12-31'],
  ['0001-01-01', -2, '0001-01-01'],
])('%s and %i days is %s', (date, days, expected) => expect(dateAfter(date, days)).toBe(expected));

it('a span has both its ends', () => {
  expect(datesOf({ from: '2026-02-27', to: '2026-03-02' })).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
  expect(datesOf({ from: '9999-12-31', to: '9999-12-31' })).toEqual(['9999-12-31']);
});

it.each([
  ['2026-03-01T23:59:59.999Z', '2026-03-01'],
  ['0001-01-01T00:00:00Z', '0001-01-01'],
  ['9999-12-31T23:59:59Z', '9999-12-31'],
])('%s is on %s', (at, expected) => expect(dateInUtc(new Date(at))).toBe(expected));

it('Monday is the first day of a week', () => {
  expect(datesOf({ from: '2026-03-02', to: '2026-03-08' }).map(weekdayOf)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
