import type { Dimension } from './dimensions';
import type { DateRange } from './date-range';
import type { MetricName } from './metrics';

/** What the rows of a report are. */
export const reportRows = ['TOTAL', 'MEMBER', 'DATE', 'HALF_HOUR', 'WEEKDAY_HALF_HOUR'] as const;

export type ReportRows = (typeof reportRows)[number];

/** What is asked of a shop's figures. */
export interface ReportQuestion {
  readonly range: DateRange;
  readonly metrics: readonly MetricName[];
  readonly dimension: Dimension;
  /** One of the dimension; absent: all of them together, or each where the rows are members. */
  readonly member?: string | undefined;
  readonly rows: ReportRows;
}
