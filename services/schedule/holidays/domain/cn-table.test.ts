import { createHash } from 'node:crypto';
import { cnEdition, cnTable } from './cn-table';

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

it('SCH-27 the built-in table covers whole years, and an edition is one table', () => {
  expect([cnTable.fromYear, cnTable.toYear]).toEqual([2004, 2026]);
  const years = new Set(cnTable.holidays.map(({ date }) => Number(date.slice(0, 4))));
  expect([...years].sort()).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index));
  expect({ edition: cnEdition, table: digest(cnTable) }).toEqual({ edition: 1, table: '9feb2407f7189652' });
});

it('SCH-25 SCH-26 it knows the holidays and make-up workdays of 2026 by their Chinese names', () => {
  const nameOf = (list: typeof cnTable.holidays, date: string) => list.find((each) => each.date === date)?.name;
  expect(['2026-02-15', '2026-02-23', '2026-10-01'].map((date) => nameOf(cnTable.holidays, date))).toEqual(['春节', '春节', '国庆节']);
  expect(nameOf(cnTable.holidays, '2026-02-24')).toBeUndefined();
  expect(['2026-02-28', '2026-09-20'].map((date) => nameOf(cnTable.workdays, date))).toEqual(['春节', '国庆节']);
});
