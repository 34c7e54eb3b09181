import { cst, everyDay, hours, office, rules, shopHours, version, window } from './example-rules';
import { resolvedDays } from './resolved-days';
import { formatTime } from './time-of-day';
import { businessMs, windowsBetween } from './windows-between';

const listed = (...args: Parameters<typeof resolvedDays>) =>
  resolvedDays(...args).map(({ date, windows, rule, version: number }) => {
    const texts = windows?.map(({ start, end }) => `${formatTime(start)}-${formatTime(end)}`).join(' ') ?? 'no limit';
    return `${date} ${texts} ${rule?.kind ?? 'none'} ${number ?? 'none'}`;
  });

it('SCH-22 lists the windows of each date with the rule that wins', () => {
  expect(listed(rules(office), '2026-03-06', '2026-03-08')).toEqual([
    '2026-03-06 10:00-19:00 WEEKLY 1',
    '2026-03-07 11:00-18:00 WEEKLY 1',
    '2026-03-08 11:00-18:00 WEEKLY 1',
  ]);
});

it('SCH-22 both dates are included, and a year ends as it should', () => {
  expect(resolvedDays(rules(office), '2028-02-28', '2028-03-01').map(({ date }) => date)).toEqual([
    '2028-02-28',
    '2028-02-29',
    '2028-03-01',
  ]);
  expect(resolvedDays(rules(office), '2026-03-02', '2026-03-02')).toHaveLength(1);
  expect(resolvedDays(rules(office), '2026-03-03', '2026-03-02')).toEqual([]);
});

it('RES-57 windows are listed as stored, and counted merged', () => {
  const of = rules(everyDay('09:00-12:00', '12:00-18:00'));
  expect(listed(of, '2026-03-02', '2026-03-02')).toEqual(['2026-03-02 09:00-12:00 12:00-18:00 WEEKLY 1']);
  expect(windowsBetween(of, cst('2026-03-02T00:00:00'), cst('2026-03-03T00:00:00'))).toEqual([
    { start: cst('2026-03-02T09:00:00'), end: cst('2026-03-02T18:00:00') },
  ]);
});

it('RES-57 holiday mode and an override cut nothing, but stand beside the dates on which they are on', () => {
  const holidayMode = { from: cst('2026-03-02T12:00:00'), to: cst('2026-03-04T00:00:00') };
  const override = { open: false, from: cst('2026-03-05T12:00:00'), to: null, reason: 'flood' };
  const days = resolvedDays({ ...rules(office), holidayMode, override }, '2026-03-01', '2026-03-06');
  expect(days.map((day) => [day.date.slice(8), day.windows?.length, day.holidayMode !== null, day.override?.reason ?? null])).toEqual([
    ['01', 1, false, null],
    ['02', 1, true, null],
    ['03', 1, true, null],
    ['04', 1, false, null],
    ['05', 1, false, 'flood'],
    ['06', 1, false, 'flood'],
  ]);
});

it('SCH-27 the listing says where a table is missing', () => {
  const table = { fromYear: 2026, toYear: 2026, holidays: [], workdays: [] };
  const holidays = { rule: 'CLOSED', windows: [], followMakeUpWorkdays: false, makeUpDay: 1, table } as const;
  expect(
    resolvedDays(hours({ weekly: office, holidays }), '2026-12-31', '2027-01-01').map(({ calendarConfirmed }) => calendarConfirmed),
  ).toEqual([true, false]);
});

it('SCH-11 a date on which a version begins is listed in two parts; one that begins at midnight splits nothing', () => {
  const of = shopHours(
    version(office),
    version(everyDay('09:00-13:00'), 2, cst('2026-03-03T14:00:00')),
    version(null, 3, cst('2026-03-04T00:00:00')),
  );
  expect(listed(of, '2026-03-02', '2026-03-04')).toEqual([
    '2026-03-02 10:00-19:00 WEEKLY 1',
    '2026-03-03 10:00-19:00 WEEKLY 1',
    '2026-03-03 09:00-13:00 WEEKLY 2',
    '2026-03-04 no limit none 3',
  ]);
  const [, before, after] = resolvedDays(of, '2026-03-02', '2026-03-04');
  expect([before!.to, after!.from, after!.to]).toEqual([
    cst('2026-03-03T14:00:00'),
    cst('2026-03-03T14:00:00'),
    cst('2026-03-04T00:00:00'),
  ]);
});

it('SCH-10 without any version nothing limits', () => {
  expect(listed(shopHours(), '2026-03-02', '2026-03-02')).toEqual(['2026-03-02 no limit none none']);
});

describe('business time', () => {
  const of = rules(everyDay('09:00-12:00', '13:00-18:00', '22:00-24:00'));

  it.each([
    ['within a window', '2026-03-02T10:00:00', '2026-03-02T10:00:00.250', 250],
    ['over the break at noon', '2026-03-02T11:00:00', '2026-03-02T14:00:00', 2 * 3_600_000],
    ['over the night', '2026-03-02T23:00:00', '2026-03-03T10:00:00', 2 * 3_600_000],
    ['while closed', '2026-03-02T18:00:00', '2026-03-02T22:00:00', 0],
    ['backwards', '2026-03-02T14:00:00', '2026-03-02T11:00:00', 0],
    ['a week', '2026-03-02T00:00:00', '2026-03-09T00:00:00', 70 * 3_600_000],
  ])('%s', (_title, from, to, expected) => {
    expect(businessMs(of, cst(from), cst(to))).toBe(expected);
  });

  it('a version that begins in a window, an override and holiday mode are seen', () => {
    const changing = {
      ...shopHours(version(everyDay('09:00-18:00')), version(everyDay('09:00-13:00'), 2, cst('2026-03-02T14:00:00'))),
      override: { open: true, from: cst('2026-03-02T20:00:00'), to: cst('2026-03-02T20:30:00'), reason: 'flash sale' },
      holidayMode: { from: cst('2026-03-02T10:00:00'), to: cst('2026-03-02T11:00:00') },
    };
    expect(
      windowsBetween(changing, cst('2026-03-02T00:00:00'), cst('2026-03-03T00:00:00')).map(({ start, end }) =>
        [start, end].map((at) => at.toISOString().slice(11, 16)).join('-'),
      ),
    ).toEqual(['01:00-02:00', '03:00-06:00', '12:00-12:30']);
    expect(businessMs(changing, cst('2026-03-02T00:00:00'), cst('2026-03-03T00:00:00'))).toBe(4.5 * 3_600_000);
  });

  it('a window of the night before the range counts from its start', () => {
    const night = hours({ ranges: [{ name: 'sale', from: '2026-03-01', to: '2026-03-02', windows: [window('20:00-04:00')] }] });
    expect(windowsBetween(night, cst('2026-03-02T02:00:00'), cst('2026-03-02T21:00:00'))).toEqual([
      { start: cst('2026-03-02T02:00:00'), end: cst('2026-03-02T04:00:00') },
      { start: cst('2026-03-02T20:00:00'), end: cst('2026-03-02T21:00:00') },
    ]);
  });
});
