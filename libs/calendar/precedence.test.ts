import { evaluate } from './evaluate';
import { cst, hours, office, version, week, window } from './example-rules';
import type { HolidayPolicy, HoursRules, Override, ReceptionRules } from './schedule';

/** As in China in 2026: Labour Day, and a Saturday that makes up for Spring Festival. */
const table = {
  fromYear: 2026,
  toYear: 2026,
  holidays: [
    { date: '2026-02-16', name: '春节' },
    { date: '2026-05-01', name: '劳动节' },
  ],
  workdays: [{ date: '2026-02-28', name: '春节' }],
};

const policy = (parts: Partial<HolidayPolicy> = {}): HolidayPolicy => ({
  rule: 'CLOSED',
  windows: [],
  followMakeUpWorkdays: true,
  makeUpDay: 1,
  table,
  ...parts,
});

const at = (of: ReceptionRules, time: string) => {
  const { open, rule, calendarConfirmed } = evaluate(of, cst(time));
  return [open ? 'OPEN' : 'CLOSED', rule?.kind ?? null, rule?.name ?? null, ...(calendarConfirmed ? [] : ['unconfirmed'])].join(' ').trim();
};

const range = { name: '11.11', from: '2026-11-10', to: '2026-11-12', windows: [window('08:00-24:00')] };
const closure = { name: '春节休息', from: '2026-02-15', to: '2026-02-23' };
const summer = { name: 'summer', from: '2026-06-01', to: '2026-08-31', weekly: week({ 1: ['10:00-20:00'], 2: ['10:00-20:00'] }) };

it.each([
  ['2026-11-11T23:30:00', 'OPEN RANGE 11.11'],
  ['2026-11-10T07:59:59', 'CLOSED RANGE 11.11'],
  ['2026-11-12T23:59:59', 'OPEN RANGE 11.11'],
  ['2026-11-13T00:00:00', 'CLOSED WEEKLY'],
  ['2026-11-13T23:30:00', 'CLOSED WEEKLY'],
  ['2026-11-13T18:30:00', 'OPEN WEEKLY'],
])('SCH-3 a range replaces the week on its dates: %s is %s', (time, expected) => {
  expect(at(hours({ weekly: office, ranges: [range] }), time)).toBe(expected);
});

it.each([
  ['2026-02-14T12:00:00', 'OPEN WEEKLY'],
  ['2026-02-15T12:00:00', 'CLOSED CLOSURE 春节休息'],
  ['2026-02-16T11:00:00', 'CLOSED CLOSURE 春节休息'],
  ['2026-02-23T23:59:59', 'CLOSED CLOSURE 春节休息'],
  ['2026-02-24T11:00:00', 'OPEN WEEKLY'],
])('SCH-4 a closure takes its dates out, the first and the last too: %s is %s', (time, expected) => {
  expect(at(hours({ weekly: office, closures: [closure] }), time)).toBe(expected);
});

it.each([
  ['a range', { ranges: [range] }, '2026-11-11T23:30:00', 'OPEN RANGE 11.11', '2027-11-11T23:30:00', 'CLOSED WEEKLY'],
  ['a closure', { closures: [closure] }, '2026-02-16T11:00:00', 'CLOSED CLOSURE 春节休息', '2027-02-16T11:00:00', 'OPEN WEEKLY'],
  ['a season', { seasons: [summer] }, '2026-06-02T19:00:00', 'OPEN SEASON summer', '2027-06-08T19:00:00', 'CLOSED WEEKLY'],
])('RES-64 %s names full dates and does not recur the next year', (_kind, exception, then, acted, later, next) => {
  const of = hours({ weekly: office, ...exception });
  expect([at(of, then), at(of, later)]).toEqual([acted, next]);
});

describe('SCH-9 precedence', () => {
  const everything: HoursRules = {
    weekly: office,
    seasons: [{ name: 'spring', from: '2026-02-01', to: '2026-05-31', weekly: week({ 5: ['06:00-07:00'], 6: ['06:00-07:00'] }) }],
    ranges: [{ name: 'sale', from: '2026-05-01', to: '2026-05-05', windows: [window('08:00-22:00')] }],
    closures: [{ name: 'move', from: '2026-05-02', to: '2026-05-02' }],
    holidays: policy(),
  };
  const override: Override = { open: true, from: cst('2026-05-02T03:00:00'), to: cst('2026-05-02T04:00:00'), reason: 'flash sale' };

  it.each([
    ['a range above the holiday of its date', everything, '2026-05-01T12:00:00', 'OPEN RANGE sale'],
    ['a closure above a range', everything, '2026-05-02T12:00:00', 'CLOSED CLOSURE move'],
    ['a holiday above the week', { ...everything, ranges: [] }, '2026-05-01T06:30:00', 'CLOSED HOLIDAY 劳动节'],
    ['a make-up workday above the season', everything, '2026-02-28T06:30:00', 'CLOSED MAKE_UP_WORKDAY 春节'],
    ['a season above the week', everything, '2026-03-06T06:30:00', 'OPEN SEASON spring'],
    ['the week where nothing else is', everything, '2026-06-05T12:00:00', 'OPEN WEEKLY'],
  ])('%s', (_title, parts, time, expected) => {
    expect(at(hours(parts), time)).toBe(expected);
  });

  it('an override above a closure, holiday mode above an override, each for its time only', () => {
    const overridden = { ...hours(everything), override };
    expect(['02:59:59', '03:00:00', '03:59:59', '04:00:00'].map((time) => at(overridden, `2026-05-02T${time}`))).toEqual([
      'CLOSED CLOSURE move',
      'OPEN OVERRIDE flash sale',
      'OPEN OVERRIDE flash sale',
      'CLOSED CLOSURE move',
    ]);
    const away = { ...overridden, holidayMode: { from: cst('2026-05-02T03:30:00'), to: null } };
    expect(['03:29:59', '03:30:00'].map((time) => at(away, `2026-05-02T${time}`))).toEqual([
      'OPEN OVERRIDE flash sale',
      'CLOSED HOLIDAY_MODE',
    ]);
    expect(evaluate(overridden, cst('2026-05-02T03:00:00'))).toMatchObject({ because: 'OVERRIDE', version: 1 });
  });
});

describe('SCH-12 seasons', () => {
  const seasonal = hours({ weekly: week({ 1: ['10:00-19:00'], 2: ['10:00-19:00'] }), seasons: [summer] });

  it.each([
    ['2026-05-25T19:30:00', 'CLOSED WEEKLY'],
    ['2026-06-01T19:30:00', 'OPEN SEASON summer'],
    ['2026-08-31T19:30:00', 'OPEN SEASON summer'],
    ['2026-09-01T19:30:00', 'CLOSED WEEKLY'],
    ['2026-09-01T18:30:00', 'OPEN WEEKLY'],
  ])('%s is %s', (time, expected) => {
    expect(at(seasonal, time)).toBe(expected);
  });

  it('RES-51 with seasons only the shop is closed outside them, and on a season’s missing day', () => {
    const of = hours({ seasons: [summer] });
    expect(['2026-05-25T12:00:00', '2026-06-01T12:00:00', '2026-06-03T12:00:00'].map((time) => at(of, time))).toEqual([
      'CLOSED SEASON',
      'OPEN SEASON summer',
      'CLOSED SEASON summer',
    ]);
  });
});

it('RES-51 with exceptions only, other dates are open', () => {
  const of = hours({ closures: [closure] });
  expect(['2026-02-14T23:59:59', '2026-02-15T00:00:00', '2026-02-24T00:00:00'].map((time) => at(of, time))).toEqual([
    'OPEN',
    'CLOSED CLOSURE 春节休息',
    'OPEN',
  ]);
  expect(evaluate(of, cst('2026-02-14T12:00:00'))).toMatchObject({ because: 'NO_SCHEDULE', version: 1 });
});

it.each([
  ['CLOSED', '2026-02-16T12:00:00', 'CLOSED HOLIDAY 春节'],
  ['AS_WEEKEND', '2026-02-16T10:30:00', 'CLOSED HOLIDAY 春节'],
  ['AS_WEEKEND', '2026-02-16T11:00:00', 'OPEN HOLIDAY 春节'],
  ['AS_WEEKEND', '2026-02-16T18:00:00', 'CLOSED HOLIDAY 春节'],
  ['AS_WEEKDAY', '2026-05-01T18:59:59', 'OPEN HOLIDAY 劳动节'],
  ['AS_CUSTOM', '2026-02-16T13:30:00', 'OPEN HOLIDAY 春节'],
  ['AS_CUSTOM', '2026-02-16T15:00:00', 'CLOSED HOLIDAY 春节'],
  ['IGNORE', '2026-02-16T18:30:00', 'OPEN WEEKLY'],
] as const)('SCH-25 holidays %s: %s is %s', (rule, time, expected) => {
  expect(at(hours({ weekly: office, holidays: policy({ rule, windows: [window('13:00-15:00')] }) }), time)).toBe(expected);
});

it.each([
  [true, 1, '2026-02-28T10:30:00', 'OPEN MAKE_UP_WORKDAY 春节'],
  [true, 1, '2026-02-28T18:30:00', 'OPEN MAKE_UP_WORKDAY 春节'],
  [true, 7, '2026-02-28T18:30:00', 'CLOSED MAKE_UP_WORKDAY 春节'],
  [false, 1, '2026-02-28T10:30:00', 'CLOSED WEEKLY'],
  [false, 1, '2026-02-28T11:00:00', 'OPEN WEEKLY'],
])('SCH-26 make-up workdays followed: %s, as day %s: %s is %s', (followMakeUpWorkdays, makeUpDay, time, expected) => {
  expect(at(hours({ weekly: office, holidays: policy({ rule: 'IGNORE', followMakeUpWorkdays, makeUpDay }) }), time)).toBe(expected);
});

it('RES-55 holidays and make-up workdays take the windows of the week valid on their date', () => {
  const seasons = [{ name: 'spring', from: '2026-02-01', to: '2026-02-28', weekly: week({ 1: ['06:00-07:00'], 7: ['08:00-09:00'] }) }];
  const of = (rule: HolidayPolicy['rule']) => hours({ weekly: office, seasons, holidays: policy({ rule }) });
  expect([
    at(of('AS_WEEKEND'), '2026-02-16T08:30:00'),
    at(of('AS_WEEKDAY'), '2026-02-16T06:30:00'),
    at(of('IGNORE'), '2026-02-28T06:30:00'),
  ]).toEqual(['OPEN HOLIDAY 春节', 'OPEN HOLIDAY 春节', 'OPEN MAKE_UP_WORKDAY 春节']);
});

describe('SCH-27, RES-56 beyond the table', () => {
  const covered = hours({ weekly: office, holidays: policy() });

  it.each([
    ['the year after the last', covered, '2027-02-10T12:00:00', 'OPEN WEEKLY  unconfirmed'],
    ['the year before the first', covered, '2025-12-31T12:00:00', 'OPEN WEEKLY  unconfirmed'],
    ['the last covered date', covered, '2026-12-31T12:00:00', 'OPEN WEEKLY'],
    ['no table at all', hours({ weekly: office, holidays: policy({ table: null }) }), '2026-05-01T12:00:00', 'OPEN WEEKLY  unconfirmed'],
    [
      'a closure asks no table',
      hours({ holidays: policy(), closures: [{ name: 'move', from: '2027-02-10', to: '2027-02-10' }] }),
      '2027-02-10T12:00:00',
      'CLOSED CLOSURE move',
    ],
    [
      'nor does a range',
      hours({ holidays: policy(), ranges: [{ ...range, from: '2027-02-10', to: '2027-02-10' }] }),
      '2027-02-10T12:00:00',
      'OPEN RANGE 11.11',
    ],
    ['ignored holidays ask none', hours({ weekly: office, holidays: policy({ rule: 'IGNORE' }) }), '2027-02-10T12:00:00', 'OPEN WEEKLY'],
    [
      'but a weekend may be a make-up workday',
      hours({ weekly: office, holidays: policy({ rule: 'IGNORE' }) }),
      '2027-02-13T12:00:00',
      'OPEN WEEKLY  unconfirmed',
    ],
    ['without a week there is nothing to take over', hours({ holidays: policy({ rule: 'AS_WEEKEND' }) }), '2027-02-13T12:00:00', 'OPEN'],
    ['no holiday policy', hours({ weekly: office }), '2027-02-13T12:00:00', 'OPEN WEEKLY'],
  ])('%s', (_title, of, time, expected) => {
    expect(at(of, time)).toBe(expected);
  });

  it('holiday mode and an override ask no table', () => {
    const override: Override = { open: false, from: cst('2027-01-01T00:00:00'), to: null, reason: 'flood' };
    expect(at({ ...covered, override }, '2027-02-10T12:00:00')).toBe('CLOSED OVERRIDE flood');
    expect(at({ ...covered, holidayMode: { from: cst('2027-01-01T00:00:00'), to: null } }, '2027-02-10T12:00:00')).toBe(
      'CLOSED HOLIDAY_MODE',
    );
  });
});

describe('RES-49, RES-50 night windows', () => {
  const nights = week({ 5: ['20:00-02:00'], 6: ['20:00-02:00'] });

  it('one that starts before a closure runs to its end; the closure takes out the one that starts on its date', () => {
    const of = hours({ weekly: nights, closures: [{ name: 'move', from: '2026-03-07', to: '2026-03-07' }] });
    expect(
      ['2026-03-07T01:59:59', '2026-03-07T02:00:00', '2026-03-07T21:00:00', '2026-03-08T01:00:00'].map((time) => at(of, time)),
    ).toEqual(['OPEN WEEKLY', 'CLOSED CLOSURE move', 'CLOSED CLOSURE move', 'CLOSED WEEKLY']);
  });

  it('one that starts on the last date of a range runs to its end under the range’s name', () => {
    const of = hours({
      weekly: week({}),
      ranges: [{ name: 'sale', from: '2026-03-07', to: '2026-03-07', windows: [window('22:00-06:00')] }],
    });
    expect(['2026-03-08T05:59:59', '2026-03-08T06:00:00'].map((time) => at(of, time))).toEqual(['OPEN RANGE sale', 'CLOSED WEEKLY']);
    expect(evaluate(of, cst('2026-03-08T01:00:00')).because).toBe('SPECIAL_WINDOW');
  });

  it('where windows of two dates overlap, the local date’s rule is named', () => {
    const ranges = [{ name: 'sale', from: '2026-03-07', to: '2026-03-07', windows: [window('01:00-08:00')] }];
    const of = hours({ weekly: nights, ranges });
    expect(['2026-03-07T00:59:59', '2026-03-07T01:00:00', '2026-03-07T07:59:59'].map((time) => at(of, time))).toEqual([
      'OPEN WEEKLY',
      'OPEN RANGE sale',
      'OPEN RANGE sale',
    ]);
  });
});

describe('groups', () => {
  const vip = { ...version(week({ 1: ['08:00-22:00'] }), 2, cst('2026-03-01T00:00:00')), groupId: 'vip' };
  const given = { ...version(null, 3, cst('2026-03-09T00:00:00')), groupId: 'vip', followsShop: true };
  const of: ReceptionRules = { ...hours({ weekly: office }), versions: [version(office), vip, given] };
  const named = (time: string, groupId?: string) => {
    const { open, version: number } = evaluate(of, cst(time), groupId);
    return `${open ? 'OPEN' : 'CLOSED'} ${number}`;
  };

  it('SCH-11 a group has hours of its own from its first version until it gives them up', () => {
    expect(
      ['2026-02-23T21:00:00', '2026-03-02T21:00:00', '2026-03-09T21:00:00', '2026-03-09T12:00:00'].map((time) => named(time, 'vip')),
    ).toEqual(['CLOSED 1', 'OPEN 2', 'CLOSED 1', 'OPEN 1']);
  });

  it('a group without versions follows the shop, and no group’s version is the shop’s', () => {
    expect([named('2026-03-02T21:00:00', 'other'), named('2026-03-02T21:00:00')]).toEqual(['CLOSED 1', 'CLOSED 1']);
  });

  it('SCH-28 holiday mode and an override rule groups as well', () => {
    const closed: Override = { open: false, from: cst('2026-03-02T09:00:00'), to: null, reason: 'flood' };
    expect(evaluate({ ...of, override: closed }, cst('2026-03-02T21:00:00'), 'vip')).toMatchObject({
      open: false,
      because: 'OVERRIDE',
      version: 2,
    });
    const holidayMode = { from: cst('2026-03-02T09:00:00'), to: null };
    expect(evaluate({ ...of, holidayMode }, cst('2026-03-02T21:00:00'), 'vip')).toMatchObject({ open: false, because: 'HOLIDAY_MODE' });
  });
});
