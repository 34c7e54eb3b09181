import { changeTable, type TableChange } from './parse-table';

const before = { fromYear: 2026, toYear: 2026, holidays: [{ date: '2026-12-25', name: 'Christmas' }], workdays: [] };

it('SCH-27 a table of its own years, its dates in order', () => {
  const holidays = [
    { date: '2027-12-25', name: 'Christmas' },
    { date: '2026-12-25', name: 'Christmas' },
  ];
  expect(changeTable(null, { fromYear: 2026, toYear: 2027, holidays })).toEqual({
    fromYear: 2026,
    toYear: 2027,
    holidays: [holidays[1], holidays[0]],
    workdays: [],
  });
});

it('RES-84 what is absent stays; null is none', () => {
  expect(changeTable(before, {})).toEqual(before);
  expect(changeTable(before, { toYear: 2027 })).toEqual({ ...before, toYear: 2027 });
  expect(changeTable(before, { holidays: null })).toEqual({ ...before, holidays: [] });
});

const date = (text: string) => ({ date: text, name: 'A' });

it.each<[string, TableChange, string, string]>([
  ['no years', { holidays: [] }, 'INVALID_RANGE', 'fromYear'],
  ['no last year', { fromYear: 2026 }, 'INVALID_RANGE', 'toYear'],
  ['years that run backwards', { fromYear: 2026, toYear: 2025 }, 'INVALID_RANGE', 'toYear'],
  ['eleven years', { fromYear: 2026, toYear: 2036 }, 'INVALID_RANGE', 'toYear'],
  ['an impossible date', { fromYear: 2026, toYear: 2026, holidays: [date('2026-02-30')] }, 'INVALID_RANGE', 'holidays.0.date'],
  ['no date', { fromYear: 2026, toYear: 2026, workdays: [{ name: 'A' }] }, 'INVALID_RANGE', 'workdays.0.date'],
  ['a date of another year', { fromYear: 2026, toYear: 2026, holidays: [date('2027-01-01')] }, 'INVALID_RANGE', 'holidays.0.date'],
  [
    'a duplicate holiday',
    { fromYear: 2026, toYear: 2026, holidays: [date('2026-01-01'), date('2026-01-01')] },
    'OVERLAPPING_EXCEPTION',
    'holidays.1.date',
  ],
  [
    'a holiday that is a workday',
    { fromYear: 2026, toYear: 2026, holidays: [date('2026-01-01')], workdays: [date('2026-01-01')] },
    'OVERLAPPING_EXCEPTION',
    'workdays.0.date',
  ],
])('RES-54 %s is refused', (_what, change, code, field) => {
  expect(changeTable(null, change)).toMatchObject({ outcome: 'refused', code, field, expected: expect.any(String) as string });
});
