import { z } from 'zod';
import { orUndefined } from '#libs/platform/graphql/optional-input';
import { dimensions } from '../domain/dimensions';
import { metricOfEnum } from '../domain/metric-enum';
import { reportRows, type ReportQuestion } from '../domain/report-question';

const mostMetrics = 40;

/** The names of metrics, as the graph has them. */
export const metricsInput = z
  .array(z.string().transform(metricOfEnum))
  .min(1, 'at least one metric')
  .max(mostMetrics, `at most ${mostMetrics} metrics`);

/** What every report is asked by. */
export const questionInput = {
  from: z.string(),
  to: z.string(),
  dimension: z.enum(dimensions),
  member: orUndefined(z.string().max(300, 'at most 300 characters')),
  rows: z.enum(reportRows),
};

const isByHalfHour = (rows: ReportQuestion['rows']): boolean => rows === 'HALF_HOUR' || rows === 'WEEKDAY_HALF_HOUR';

/** Half hours are summed up for the shop and its agents. */
export function halfHoursOfSome({ rows, dimension }: Pick<ReportQuestion, 'rows' | 'dimension'>, context: z.core.$RefinementCtx): void {
  if (!isByHalfHour(rows) || dimension === 'SHOP' || dimension === 'AGENT') return;
  context.addIssue({
    code: 'custom',
    path: ['rows'],
    message: 'TOTAL, MEMBER or DATE: half hours are told of the shop and its agents',
  });
}

export const reportInput = z
  .object({ ...questionInput, metrics: metricsInput, compare: z.boolean() })
  .superRefine(halfHoursOfSome)
  .superRefine(({ rows, dimension, metrics }, context) => {
    if (isByHalfHour(rows) && dimension === 'AGENT' && metrics.includes('buyers'))
      context.addIssue({ code: 'custom', path: ['metrics'], message: 'no BUYERS: by half hour they are told of the shop' });
  });
