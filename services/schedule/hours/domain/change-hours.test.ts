import { changeHours, type HoursBefore, type HoursChange } from './change-hours';
import { noLimits, type HoursContent } from './hours-content';
import type { WeeklyText } from './windows';

const monday: WeeklyText = { day: 'MONDAY', start: '09:00', end: '18:00' };
const weekly = [[{ start: 540, end: 1_080 }], [], [], [], [], [], []];
const content: HoursContent = {
  weekly,
  seasons: [{ name: 'Summer', from: '2026-06-01', to: '2026-08-31', weekly }],
  ranges: [{ name: '11.11', from: '2026-11-10', to: '2026-11-12', windows: [{ start: 480, end: 1_440 }] }],
  closures: [{ name: '春节', from: '2026-02-15', to: '2026-02-23' }],
  holidays: { rule: 'AS_CUSTOM', windows: [{ start: 600, end: 700 }], followMakeUpWorkdays: true, makeUpDay: 2 },
  closedNotice: '接待时间{receptionHours}',
  followsShop: false,
};
const ofShop = (own: HoursContent | undefined): HoursBefore => ({ own, ofShop: undefined, isGroup: false });
const ofGroup = (own: HoursContent | undefined): HoursBefore => ({ own, ofShop: content, isGroup: true });

describe('RES-84 a save changes what it names', () => {
  it('absent leaves every part of the hours as it is', () => {
    expect(changeHours(ofShop(content), {})).toEqual(content);
  });

  it.each<[HoursChange, Partial<HoursContent>]>([
    [{ closedNotice: '{receptionHours}见' }, { closedNotice: '{receptionHours}见' }],
    [{ weekly: [] }, { weekly: [[], [], [], [], [], [], []] }],
    [
      { ranges: [{ name: '12.12', from: '2026-12-12', windows: [] }] },
      { ranges: [{ name: '12.12', from: '2026-12-12', to: '2026-12-12', windows: [] }] },
    ],
    [{ followMakeUpWorkdays: false }, { holidays: { ...content.holidays!, followMakeUpWorkdays: false } }],
    [{ makeUpDay: 'FRIDAY' }, { holidays: { ...content.holidays!, makeUpDay: 5 } }],
    [{ holidayRule: 'CLOSED' }, { holidays: { ...content.holidays!, rule: 'CLOSED', windows: [] } }],
  ])('%j changes nothing else', (change, after) => {
    expect(changeHours(ofShop(content), change)).toEqual({ ...content, ...after });
  });

  it('null is no limit, none, and the default', () => {
    const nothing = { weekly: null, seasons: null, ranges: null, closures: null, closedNotice: null };
    expect(changeHours(ofShop(content), nothing)).toEqual({ ...noLimits, holidays: content.holidays });
    const asOthers = { holidayRule: null, followMakeUpWorkdays: null, makeUpDay: null };
    expect(changeHours(ofShop(content), asOthers)).toEqual({ ...content, holidays: null });
  });

  it('before the first save nothing is limited', () => {
    expect(changeHours(ofShop(undefined), {})).toEqual(noLimits);
    expect(changeHours(ofShop(undefined), { weekly: [monday] })).toEqual({ ...noLimits, weekly });
  });
});

describe('hours of a group', () => {
  it('begin as those of the shop, and go on from its own', () => {
    expect(changeHours(ofGroup(undefined), { weekly: [] })).toEqual({ ...content, weekly: [[], [], [], [], [], [], []] });
    expect(changeHours(ofGroup({ ...noLimits, weekly }), { closures: [] })).toEqual({ ...noLimits, weekly });
  });

  it('are given up, and taken up again from those of the shop', () => {
    const given = { ...noLimits, followsShop: true };
    expect(changeHours(ofGroup(content), { followsShop: true })).toEqual(given);
    expect(changeHours(ofGroup(given), {})).toEqual(given);
    expect(changeHours(ofGroup(given), { weekly: [] })).toEqual({ ...content, weekly: [[], [], [], [], [], [], []] });
    expect(changeHours({ own: given, ofShop: undefined, isGroup: true }, { followsShop: false })).toEqual(noLimits);
  });
});

const day = { from: '2026-05-01', to: '2026-05-05' };

it.each<[string, HoursChange, string, string]>([
  ['SCH-7', { weekly: [{ ...monday, start: '9点' }] }, 'INVALID_TIME', 'weekly.0.start'],
  ['SCH-7', { weekly: [{ day: 'MONDAY', start: '09:00' }] }, 'INVALID_TIME', 'weekly.0.end'],
  ['SCH-7', { weekly: [{ day: 'MONDAY', start: null, end: '09:00' }] }, 'INVALID_TIME', 'weekly.0.start'],
  ['SCH-7', { ranges: [{ name: 'A', ...day, windows: [{ start: '09:00', end: '9' }] }] }, 'INVALID_TIME', 'ranges.0.windows.0.end'],
  ['SCH-7', { seasons: [{ name: 'A', ...day, weekly: [{ ...monday, end: '25:00' }] }] }, 'INVALID_TIME', 'seasons.0.weekly.0.end'],
  ['SCH-7', { holidayRule: 'AS_CUSTOM', holidayWindows: [{ start: '١٠:00', end: '11:00' }] }, 'INVALID_TIME', 'holidayWindows.0.start'],
  ['SCH-6', { weekly: [monday, { ...monday, start: '17:59', end: '19:00' }] }, 'WINDOW_OVERLAP', 'weekly.1'],
  [
    'SCH-6',
    {
      ranges: [
        {
          name: 'A',
          ...day,
          windows: [
            { start: '11:00', end: '13:00' },
            { start: '10:00', end: '11:01' },
          ],
        },
      ],
    },
    'WINDOW_OVERLAP',
    'ranges.0.windows.0',
  ],
  [
    'SCH-9',
    {
      ranges: [
        { name: 'A', ...day, windows: [] },
        { name: 'B', from: '2026-05-03', windows: [] },
      ],
    },
    'OVERLAPPING_EXCEPTION',
    'ranges.1',
  ],
  [
    'SCH-9',
    {
      closures: [
        { name: 'A', from: '2026-05-05', to: '2026-05-06' },
        { name: 'B', ...day },
      ],
    },
    'OVERLAPPING_EXCEPTION',
    'closures.1',
  ],
  [
    'RES-54',
    {
      seasons: [
        { name: 'A', ...day, weekly: [] },
        { name: 'A', ...day, weekly: [] },
      ],
    },
    'OVERLAPPING_EXCEPTION',
    'seasons.1',
  ],
  ['RES-54', { closures: [{ name: 'A', from: '2026-05-02', to: '2026-05-01' }] }, 'INVALID_RANGE', 'closures.0.to'],
  ['RES-54', { closures: [{ name: 'A', from: '2026-02-30' }] }, 'INVALID_RANGE', 'closures.0.from'],
  ['RES-64', { closures: [{ name: 'A', from: '11-11' }] }, 'INVALID_RANGE', 'closures.0.from'],
  ['RES-54', { closures: [{ name: 'A' }] }, 'INVALID_RANGE', 'closures.0.from'],
  ['RES-54', { ranges: [{ name: 'A', from: '2026-05-01', to: '2027-06-05', windows: [] }] }, 'INVALID_RANGE', 'ranges.0.to'],
  ['RES-54', { seasons: [{ name: 'A', from: '2026-01-01', to: '2035-12-31', weekly: [] }] }, 'INVALID_RANGE', 'seasons.0.to'],
  ['SCH-25', { holidayRule: 'AS_CUSTOM', holidayWindows: [] }, 'BAD_USER_INPUT', 'holidayWindows'],
  ['SCH-25', { holidayRule: 'CLOSED', holidayWindows: [{ start: '10:00', end: '11:00' }] }, 'BAD_USER_INPUT', 'holidayWindows'],
  ['SCH-15', { closedNotice: '休息' }, 'MISSING_HOURS', 'closedNotice'],
  ['only a group follows its shop:', { followsShop: true }, 'BAD_USER_INPUT', 'followsShop'],
])('%s %j is refused', (_rule, change, code, field) => {
  expect(changeHours(ofShop(undefined), change)).toMatchObject({ outcome: 'refused', code, field, expected: expect.any(String) as string });
});

it('hours beside followsShop: true are refused', () => {
  expect(changeHours(ofGroup(content), { followsShop: true, closures: null })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'closures' });
});

it('RES-54 400 days are a range, and so are dates that touch each other', () => {
  const ranges = [
    { name: 'A', from: '2026-05-01', to: '2027-06-04', windows: [] },
    { name: 'B', from: '2027-06-05', windows: [] },
    { name: 'C', from: '2026-04-30', windows: [] },
  ];
  const after = changeHours(ofShop(undefined), { ranges });
  expect(after).toMatchObject({ ranges: [{ name: 'C' }, { name: 'A' }, { name: 'B' }] });
});
