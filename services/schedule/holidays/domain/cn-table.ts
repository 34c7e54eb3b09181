import data from 'chinese-days/dist/chinese-days.json';
import type { HolidayTable, NamedDate } from '#libs/calendar/index';

/** `2026-10-01 → "National Day,国庆节,3"`: the name in English and in Chinese, and how many of the days are no moved weekends. */
type Entries = Readonly<Record<string, string>>;

const datesOf = (entries: Entries): NamedDate[] =>
  Object.entries(entries)
    .map(([date, names]) => ({ date, name: names.split(',')[1] ?? names }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));

const holidays = datesOf(data.holidays);
const yearOf = (each: NamedDate | undefined): number => Number(each?.date.slice(0, 4));

/**
 * Statutory holidays and make-up workdays of the Chinese mainland, from 2004 to the last year that the State Council had announced when `chinese-days` was
 * published: a holiday of January belongs to the announcement of its own year, so a year is covered whole or not at all.
 */
export const cnTable: HolidayTable = {
  fromYear: yearOf(holidays[0]),
  toYear: yearOf(holidays.at(-1)),
  holidays,
  workdays: datesOf(data.workdays),
};

/**
 * Which table it is. Whoever brings another one, by a new `chinese-days`, counts this up: versions that hold an older edition are then saved anew. The test
 * beside it fails until that was done.
 */
export const cnEdition = 1;
