import { z } from 'zod';
import { orUndefined } from '#libs/platform/graphql/optional-input';
import { dimensions } from '../domain/dimensions';
import { metricOfEnum } from '../domain/metric-enum';
import { reportRows } from '../domain/report-question';

const mostMetrics = 40;

/** The names of metrics, as the graph has them. */
export const metricsInput = z
  .array(z.string().transform(metricOfEnum))
  .min(1, 'at least one metric')
  .max(mostMetrics, `at most ${mostMetrics} metrics`);

export const reportInput = z
  .object({
    from: z.string(),
    to: z.string(),
    metrics: metricsInput,
    dimension: z.enum(dimensions),
    member: orUndefined(z.string().max(300, 'at most 300 characters')),
    rows: z.enum(reportRows),
    compare: z.boolean(),
  })
  .superRefine(({ rows, dimension }, context) => {
    const byHalfHour = rows === 'HALF_HOUR' || rows === 'WEEKDAY_HALF_HOUR';
    if (byHalfHour && dimension !== 'SHOP' && dimension !== 'AGENT') {
      context.addIssue({
        code: 'custom',
        path: ['rows'],
        message: 'TOTAL, MEMBER or DATE: half hours are told of the shop and its agents',
      });
    }
  });
