import { DateTime } from 'luxon';

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
