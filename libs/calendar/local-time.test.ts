import { addDays, toInstant, toLocal } from './local-time';

it.each([
  ['Asia/Shanghai', '2026-03-01T16:00:00Z', { date: { year: 2026, month: 3, day: 2 }, weekday: 1 }],
  ['America/New_York', '2026-03-02T04:59:59Z', { date: { year: 2026, month: 3, day: 1 }, weekday: 7 }],
  ['Pacific/Apia', '2011-12-30T10:00:00Z', { date: { year: 2011, month: 12, day: 31 }, weekday: 6 }],
])('the date in %s at %s', (zone, instant, expected) => {
  expect(toLocal(zone, new Date(instant))).toEqual(expected);
});

it('a change of the clocks that comes one minute after midnight is not taken for the minute before', () => {
  const [zone, date] = ['America/St_Johns', { year: 2010, month: 3, day: 14 }];
  const shows = (instant: string) => toLocal(zone, new Date(instant)).date;
  // 00:01 -03:30 became 01:01 -02:30.
  expect([shows('2010-03-14T03:29:59.999Z'), shows('2010-03-14T03:30:59.999Z'), shows('2010-03-14T03:31:00Z')]).toEqual([
    { ...date, day: 13 },
    date,
    date,
  ]);
  expect(toInstant(zone, date, 90).toISOString()).toBe('2010-03-14T04:00:00.000Z');
  expect(toInstant(zone, date, 0).toISOString()).toBe('2010-03-14T03:30:00.000Z');
});

it('dates follow each other by the calendar', () => {
  expect([addDays({ year: 2028, month: 2, day: 28 }, 1), addDays({ year: 2027, month: 1, day: 1 }, -1)]).toEqual([
    { year: 2028, month: 2, day: 29 },
    { year: 2026, month: 12, day: 31 },
  ]);
});

it('RES-48 the minute 1440 is the next midnight', () => {
  const sunday = { year: 2026, month: 3, day: 8 };
  expect(toInstant('America/New_York', sunday, 1_440)).toEqual(toInstant('America/New_York', addDays(sunday, 1), 0));
});
