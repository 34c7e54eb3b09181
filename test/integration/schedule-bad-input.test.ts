import { office, openScheduleHouse, type HouseShop, type ScheduleHouse } from './schedule-house';

let house: ScheduleHouse;
let shop: HouseShop;

beforeAll(async () => {
  house = await openScheduleHouse();
  shop = await house.openShop();
  await shop.act('saveReceptionSchedule', { weekly: office }, 'version { number }');
});

afterAll(() => house.close());

const monday = (start: unknown, end: unknown) => ({ weekly: [{ day: 'MONDAY', start, end }] });
const closure = (from: unknown, to?: unknown) => ({ closures: [{ name: 'A', from, to }] });
const range = (from: string, to?: string, windows: object[] = []) => ({ name: 'A', from, to, windows });
const season = (from: string, to?: string, weekly: object[] = []) => ({ name: 'A', from, to, weekly });
const many = (count: number, of: (index: number) => object) => Array.from({ length: count }, (_, index) => of(index));
const dateAfter = (days: number) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10);

type Row = readonly [rule: string, input: object, code: string, field: string];

const starts = ['9点', '9:00', '09：00', '０9:00', ' 09:00', '09:00 ', '09:00:00', '25:00', '18:60', '24:00', '-1:00', '', null, undefined];
const ends = ['18', '24:01', '24:00:00', '18:6', '99:99', null, undefined];

const rows: readonly Row[] = [
  ...starts.map((start): Row => ['SCH-7', monday(start, '23:00'), 'INVALID_TIME', 'weekly.0.start']),
  ...ends.map((end): Row => ['SCH-7', monday('09:00', end), 'INVALID_TIME', 'weekly.0.end']),
  ['SCH-8', monday('10:00', '10:00'), 'INVALID_TIME', 'weekly.0.end'],
  ['SCH-7', { ranges: [range('2026-05-01', undefined, [{ start: '10:00' }])] }, 'INVALID_TIME', 'ranges.0.windows.0.end'],
  ['SCH-7', { seasons: [season('2026-05-01', undefined, [{ day: 'MONDAY', end: '10:00' }])] }, 'INVALID_TIME', 'seasons.0.weekly.0.start'],
  ['SCH-7', { holidayRule: 'AS_CUSTOM', holidayWindows: [{ start: '10', end: '11:00' }] }, 'INVALID_TIME', 'holidayWindows.0.start'],
  ['SCH-6', { weekly: [...monday('09:00', '12:00').weekly, ...monday('11:00', '14:00').weekly] }, 'WINDOW_OVERLAP', 'weekly.1'],
  ['SCH-6', { weekly: [...monday('09:00', '12:00').weekly, ...monday('09:00', '12:00').weekly] }, 'WINDOW_OVERLAP', 'weekly.1'],
  ['SCH-6', { weekly: [...monday('20:00', '02:00').weekly, ...monday('23:00', '23:30').weekly] }, 'WINDOW_OVERLAP', 'weekly.1'],
  ['SCH-6', { weekly: many(400, () => monday('09:00', '12:00').weekly[0]!) }, 'BAD_USER_INPUT', 'weekly'],
  [
    'SCH-6',
    {
      ranges: [
        range(
          '2026-05-01',
          undefined,
          many(25, () => ({ start: '10:00', end: '11:00' })),
        ),
      ],
    },
    'BAD_USER_INPUT',
    'ranges.0.windows',
  ],
  ['SCH-9', { ranges: [range('2026-05-01', '2026-05-05'), range('2026-05-03')] }, 'OVERLAPPING_EXCEPTION', 'ranges.1'],
  ['SCH-9', { closures: [range('2026-05-01'), range('2026-05-01')] }, 'OVERLAPPING_EXCEPTION', 'closures.1'],
  ['RES-54', { seasons: [season('2026-05-01', '2026-06-01'), season('2026-06-01')] }, 'OVERLAPPING_EXCEPTION', 'seasons.1'],
  ['RES-54', closure('2026-05-02', '2026-05-01'), 'INVALID_RANGE', 'closures.0.to'],
  ['RES-54', closure('2026-02-30'), 'INVALID_RANGE', 'closures.0.from'],
  ['RES-54', closure('2026-02-01', '2026-02-29'), 'INVALID_RANGE', 'closures.0.to'],
  ['RES-54', closure('0000-01-01'), 'INVALID_RANGE', 'closures.0.from'],
  ['RES-54', closure('26-05-01'), 'INVALID_RANGE', 'closures.0.from'],
  ['RES-54', closure('2026-05-01T00:00:00Z'), 'INVALID_RANGE', 'closures.0.from'],
  ['RES-54', closure(null), 'INVALID_RANGE', 'closures.0.from'],
  ['RES-54', closure('2026-01-01', '2035-12-31'), 'INVALID_RANGE', 'closures.0.to'],
  ['RES-54', { ranges: [range('2026-01-01', '2027-02-05')] }, 'INVALID_RANGE', 'ranges.0.to'],
  ['RES-54', { effectiveFrom: '2026-02-30' }, 'INVALID_RANGE', 'effectiveFrom'],
  ['RES-54', { effectiveFrom: '9点' }, 'INVALID_TIME', 'effectiveFrom'],
  ['a name of nothing:', { closures: [{ ...range('2026-05-01'), name: '' }] }, 'BAD_USER_INPUT', 'closures.0.name'],
  ['a name that nobody sees:', { closures: [{ ...range('2026-05-01'), name: '\u200b \u3000' }] }, 'BAD_USER_INPUT', 'closures.0.name'],
  ['a name of 51 characters:', { seasons: [{ ...season('2026-05-01'), name: '长'.repeat(51) }] }, 'BAD_USER_INPUT', 'seasons.0.name'],
  ['13 seasons:', { seasons: many(13, (index) => season(dateAfter(index))) }, 'BAD_USER_INPUT', 'seasons'],
  ['101 ranges:', { ranges: many(101, (index) => range(dateAfter(index))) }, 'BAD_USER_INPUT', 'ranges'],
  ['101 closures:', { closures: many(101, (index) => range(dateAfter(index))) }, 'BAD_USER_INPUT', 'closures'],
  ['SCH-25', { holidayRule: 'AS_CUSTOM' }, 'BAD_USER_INPUT', 'holidayWindows'],
  ['SCH-25', { holidayWindows: [{ start: '10:00', end: '11:00' }] }, 'BAD_USER_INPUT', 'holidayWindows'],
  ['SCH-15', { closedNotice: '{接待时间}' }, 'MISSING_HOURS', 'closedNotice'],
  ['a version below 0:', { expectedVersion: -1 }, 'BAD_USER_INPUT', 'expectedVersion'],
  ['a shop that follows itself:', { followsShop: true }, 'BAD_USER_INPUT', 'followsShop'],
];

/** As a closure is typed: it has no windows. */
const typed = (input: object): object => {
  const { closures } = input as { closures?: readonly Record<string, unknown>[] };
  return closures ? { ...input, closures: closures.map(({ windows: _windows, ...rest }) => rest) } : input;
};

const titled = rows.map(([rule, input, ...rest]) => [`${rule} ${JSON.stringify(input).slice(0, 90)}`, input, ...rest] as const);

it.each(titled)('%s is refused, and the hours stay in force', async (_title, input, code, field) => {
  for (const operation of ['saveReceptionSchedule', 'saveReceptionDraft'])
    expect(await shop.attempt(operation, typed(input))).toEqual([{ code, field }]);
  expect(await shop.read('reception { version } receptionVersions { nodes { number } } receptionDraft { revision }')).toEqual({
    reception: { version: 1 },
    receptionVersions: { nodes: [{ number: 1 }] },
    receptionDraft: null,
  });
});

it('100 windows, 12 seasons, 100 ranges and 100 closures are saved', async () => {
  const other = await house.openShop();
  const windows = many(14, (hour) => ({ start: `${String(hour).padStart(2, '0')}:00`, end: `${String(hour).padStart(2, '0')}:30` }));
  const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
  const weekly = days.flatMap((day) => windows.map((window) => ({ day, ...window }))).slice(0, 100);
  const input = {
    weekly,
    seasons: many(12, (index) => season(dateAfter(index), undefined, weekly)),
    ranges: many(100, (index) => range(dateAfter(index), undefined, windows)),
    closures: many(100, (index) => ({ name: '盘'.repeat(50), from: dateAfter(index) })),
  };
  expect(await other.act('saveReceptionSchedule', input, 'version { number }')).toEqual({ version: { number: 1 } });
});
