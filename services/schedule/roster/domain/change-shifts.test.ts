import { isRefusal } from '#libs/platform/errors';
import { changeShifts } from './change-shifts';
import { parseShift } from './parse-shift';
import type { Shift } from './shift';

const shift = (id: string, date: string, start: number, end: number, agentId = 'A'): Shift => ({
  ...{ id, agentId, date, start, end, groupId: null, note: null },
});
const agents = new Map([
  ['A', { id: 'A', names: [], works: true }],
  ['B', { id: 'B', names: [], works: true }],
  ['gone', { id: 'gone', names: [], works: false }],
]);
const change = (shifts: readonly Shift[], saved: readonly Shift[], removed: readonly string[] = [], zone = 'Asia/Shanghai') =>
  changeShifts(
    { zone, today: '2026-03-02', shifts, agents },
    {
      saved: saved.map((each, index) => ({ shift: each, fieldOf: (part) => ['shifts', index, ...(part ? [part] : [])].join('.') })),
      removed,
    },
  );
const refusalOf = (answer: unknown): unknown => (isRefusal(answer) ? [answer.code, answer.field] : 'granted');

describe('two shifts at a time', () => {
  const morning = shift('m', '2026-03-02', 600, 840);

  it('are refused for one agent and named by the later of two that are new', () => {
    expect(refusalOf(change([morning], [shift('x', '2026-03-02', 780, 900)]))).toEqual(['DOUBLE_BOOKING', 'shifts.0']);
    expect(refusalOf(change([], [morning, shift('x', '2026-03-02', 780, 900)]))).toEqual(['DOUBLE_BOOKING', 'shifts.1']);
    expect(refusalOf(change([morning], [shift('x', '2026-03-02', 780, 900, 'B')]))).toBe('granted');
  });

  it('may touch, and may stand where another one goes or moves', () => {
    expect(refusalOf(change([morning], [shift('x', '2026-03-02', 840, 900)]))).toBe('granted');
    expect(refusalOf(change([morning], [shift('x', '2026-03-02', 780, 900)], ['m']))).toBe('granted');
    expect(refusalOf(change([morning], [{ ...morning, end: 900 }]))).toBe('granted');
  });

  it('are found over midnight, and inside a longer one', () => {
    const night = shift('n', '2026-03-01', 1_320, 120);
    expect(refusalOf(change([night], [shift('x', '2026-03-02', 60, 300)]))).toEqual(['DOUBLE_BOOKING', 'shifts.0']);
    expect(refusalOf(change([night], [shift('x', '2026-03-02', 120, 300)]))).toBe('granted');
    const day = shift('d', '2026-03-02', 480, 1_200);
    expect(refusalOf(change([day, shift('e', '2026-03-02', 1_200, 1_260)], [shift('x', '2026-03-02', 900, 960)]))).toEqual([
      'DOUBLE_BOOKING',
      'shifts.0',
    ]);
  });

  it('RES-48 are judged by what the clocks show: the hour that comes twice is worked once', () => {
    // 2026-10-25 03:00 comes again as 02:00 in Berlin; 02:30 is the first of the two.
    const early = shift('e', '2026-10-24', 1_320, 150);
    expect(refusalOf(change([early], [shift('x', '2026-10-25', 150, 300)], [], 'Europe/Berlin'))).toBe('granted');
    expect(refusalOf(change([early], [shift('x', '2026-10-25', 149, 300)], [], 'Europe/Berlin'))).toEqual(['DOUBLE_BOOKING', 'shifts.0']);
  });
});

it.each([
  ['nobody', 'ACCOUNT_NOT_FOUND'],
  ['gone', 'NOT_AN_AGENT'],
])('whoever answers no buyers gets no shift: %s', (agentId, code) => {
  expect(refusalOf(change([], [shift('x', '2026-03-02', 0, 60, agentId)]))).toEqual([code, 'shifts.0.agentId']);
});

it.each([
  [{ date: '2026-02-30' }, 'INVALID_RANGE', 'date'],
  [{ date: null }, 'INVALID_RANGE', 'date'],
  [{ start: '9点' }, 'INVALID_TIME', 'start'],
  [{ start: null }, 'INVALID_TIME', 'start'],
  [{ end: '25:00' }, 'INVALID_TIME', 'end'],
  [{ end: '10:00' }, 'INVALID_TIME', 'end'],
])('SCH-7 a shift with %j is refused with its field', (wrong, code, field) => {
  const typed = { agentId: 'A', date: '2026-03-02', start: '10:00', end: '18:00', ...wrong };
  expect(refusalOf(parseShift(typed, 'x', 'shifts.3'))).toEqual([code, `shifts.3.${field}`]);
});

it.each([
  ['2025-01-26', 'granted'],
  ['2025-01-25', ['INVALID_RANGE', 'shifts.0.date']],
  ['2027-04-06', 'granted'],
  ['2027-04-07', ['INVALID_RANGE', 'shifts.0.date']],
  ['9999-12-31', ['INVALID_RANGE', 'shifts.0.date']],
])('a shift starts at most 400 days from today: %s %j', (date, expected) => {
  expect(refusalOf(change([], [shift('x', date, 0, 60)]))).toEqual(expected);
});
