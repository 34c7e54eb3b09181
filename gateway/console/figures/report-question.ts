import type { MetricName, ReportDimension, ReportInput, ReportRows } from '../generated/graphql';

export interface ReportQuestion {
  readonly from: string;
  readonly to: string;
  readonly dimension: ReportDimension;
  readonly rows: ReportRows;
  readonly compare: boolean;
}

/** Rows of half hours are told of the shop and of agents; a member's rows need members. */
export const rowsOf = (dimension: ReportDimension): readonly ReportRows[] =>
  dimension === 'SHOP' ? ['TOTAL', 'DATE', 'HALF_HOUR'] : ['MEMBER'];

export const reportInput = (question: ReportQuestion, metrics: readonly MetricName[]): ReportInput => ({
  ...question,
  metrics: [...metrics],
});

/** 0 to 47 as the half hour it is. */
export const halfHourText = (key: string): string => {
  const slot = Number(key);
  return `${String(Math.floor(slot / 2)).padStart(2, '0')}:${slot % 2 === 0 ? '00' : '30'}`;
};
