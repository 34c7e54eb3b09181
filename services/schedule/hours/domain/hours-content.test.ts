import { contentOf, noLimits, withTable } from './hours-content';

const date = (text: string) => ({ date: text, name: 'A' });
const table = {
  fromYear: 2024,
  toYear: 2026,
  holidays: ['2024-01-01', '2025-01-01', '2025-12-31', '2026-01-01'].map(date),
  workdays: ['2024-02-04', '2026-02-28'].map(date),
};
const closed = { ...noLimits, holidays: { rule: 'CLOSED', windows: [], followMakeUpWorkdays: false, makeUpDay: 1 } as const };

it('SCH-27 a version holds the holidays from the year before it on, whose last night may still be open', () => {
  expect(withTable(closed, table, 2026).holidays?.table).toEqual({
    fromYear: 2025,
    toYear: 2026,
    holidays: ['2025-01-01', '2025-12-31', '2026-01-01'].map(date),
    workdays: [date('2026-02-28')],
  });
  expect(withTable(closed, table, 2020).holidays?.table).toEqual(table);
});

it('SCH-27 behind its last year a table says nothing of that year that is not so', () => {
  expect(withTable(closed, table, 2030).holidays?.table).toEqual({
    fromYear: 2026,
    toYear: 2026,
    holidays: [date('2026-01-01')],
    workdays: [date('2026-02-28')],
  });
});

it('SCH-25 hours that follow no holidays hold none', () => {
  const ignoring = { ...closed, holidays: { ...closed.holidays, rule: 'IGNORE', makeUpDay: 2 } as const };
  expect(withTable(ignoring, table, 2026).holidays).toEqual({ ...ignoring.holidays, table: null });
  expect(withTable(noLimits, table, 2026).holidays).toBeNull();
});

it('RES-63 what was chosen comes back from a version without its table', () => {
  expect(contentOf(withTable(closed, table, 2026))).toEqual(closed);
});
