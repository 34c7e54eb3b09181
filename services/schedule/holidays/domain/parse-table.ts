import type { HolidayTable, NamedDate } from '#libs/calendar/index';
import { isRefusal, refuse, type Refusal } from '#libs/platform/errors';
import { isTypedDate } from '../../hours/domain/date-span';

/** What a save says of a shop's own table; absent is unchanged. */
export interface TableChange {
  readonly fromYear?: number | null | undefined;
  readonly toYear?: number | null | undefined;
  readonly holidays?: readonly TypedDate[] | null | undefined;
  readonly workdays?: readonly TypedDate[] | null | undefined;
}

interface TypedDate {
  readonly date?: string | null | undefined;
  readonly name: string;
}

/** The most years that a shop's own table may cover. */
export const mostYears = 10;

/** A shop's own table after a change; refuses dates that are none or outside its years, and a date that is named twice. */
export function changeTable(before: HolidayTable | null, change: TableChange): HolidayTable | Refusal {
  const fromYear = change.fromYear ?? before?.fromYear;
  const toYear = change.toYear ?? before?.toYear;
  if (fromYear === undefined) return noRange('fromYear', 'the first year that the table covers');
  if (toYear === undefined || toYear < fromYear || toYear >= fromYear + mostYears)
    return noRange('toYear', `the last year that the table covers, ${fromYear} to ${fromYear + mostYears - 1}`);
  const holidays = datesOf('holidays', change.holidays, before?.holidays, [fromYear, toYear]);
  if (isRefusal(holidays)) return holidays;
  const workdays = datesOf('workdays', change.workdays, before?.workdays, [fromYear, toYear], holidays);
  return isRefusal(workdays) ? workdays : { fromYear, toYear, holidays, workdays };
}

function datesOf(
  list: string,
  typed: readonly TypedDate[] | null | undefined,
  before: readonly NamedDate[] | undefined,
  [fromYear, toYear]: readonly [number, number],
  others: readonly NamedDate[] = [],
): readonly NamedDate[] | Refusal {
  const taken = new Set(others.map(({ date }) => date));
  const dates: NamedDate[] = [];
  for (const [index, { date, name }] of (typed === undefined ? (before ?? []) : (typed ?? [])).entries()) {
    if (!isTypedDate(date) || Number(date.slice(0, 4)) < fromYear || Number(date.slice(0, 4)) > toYear)
      return noRange(`${list}.${index}.date`, `a date of the years ${fromYear} to ${toYear}`);
    if (taken.has(date))
      return refuse('OVERLAPPING_EXCEPTION', 'A date is in the table twice.', {
        field: `${list}.${index}.date`,
        expected: 'each date once',
      });
    taken.add(date);
    dates.push({ date, name });
  }
  return dates.sort((a, b) => (a.date < b.date ? -1 : 1));
}

const noRange = (field: string, expected: string): Refusal =>
  refuse('INVALID_RANGE', 'This is no date or year of the table.', { field, expected });
