import { DateTime } from 'luxon';
import { dateNumber, dateNumberText, isDate } from '#libs/calendar/index';
import { AppError } from '#libs/platform/errors';

export type MetricsRange = 'TODAY' | 'YESTERDAY' | 'LAST_7_DAYS' | 'LAST_30_DAYS';

export interface DateRange {
  /** First business date, YYYY-MM-DD. */
  readonly from: string;
  /** Last business date, included. */
  readonly to: string;
}

const daysBack: Record<MetricsRange, { from: number; to: number }> = {
  TODAY: { from: 0, to: 0 },
  YESTERDAY: { from: 1, to: 1 },
  LAST_7_DAYS: { from: 6, to: 0 },
  LAST_30_DAYS: { from: 29, to: 0 },
};

/** The business dates of a report: N dates ending today in the shop's zone, not N × 24 h (RES-65). */
export function dateRange(range: MetricsRange, zone: string, now: Date): DateRange {
  const today = DateTime.fromJSDate(now, { zone });
  const back = daysBack[range];
  return { from: isoDate(today.minus({ days: back.from })), to: isoDate(today.minus({ days: back.to })) };
}

const isoDate = (date: DateTime): string => date.toFormat('yyyy-MM-dd');

/** What a report covers at most: two years. */
export const mostReportDays = 732;

/** Dates that were asked for, or INVALID_RANGE. */
export function checkedRange(range: DateRange, field: string): DateRange {
  for (const end of ['from', 'to'] as const) {
    if (!isDate(range[end]))
      throw new AppError('INVALID_RANGE', `${range[end].slice(0, 20)} is no date.`, { field: `${field}.${end}`, expected: 'YYYY-MM-DD' });
  }
  const days = daysOf(range);
  if (days < 1)
    throw new AppError('INVALID_RANGE', 'The range ends before it begins.', { field: `${field}.to`, expected: `${range.from} or later` });
  if (days > mostReportDays) {
    throw new AppError('INVALID_RANGE', `The range has ${days} dates.`, {
      field: `${field}.to`,
      expected: `at most ${mostReportDays} dates`,
    });
  }
  return range;
}

const daysOf = ({ from, to }: DateRange): number => dateNumber(to) - dateNumber(from) + 1;

/** As many dates, right before. */
export function rangeBefore(range: DateRange): DateRange {
  const days = daysOf(range);
  return { from: dateNumberText(dateNumber(range.from) - days), to: dateNumberText(dateNumber(range.from) - 1) };
}

/** The date of a range that a date of the range before it is compared with. */
export const comparedWith = (date: string, range: DateRange): string => dateNumberText(dateNumber(date) + daysOf(range));
