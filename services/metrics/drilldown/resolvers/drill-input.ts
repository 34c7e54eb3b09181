import { z } from 'zod';
import { isDate } from '#libs/calendar/index';
import { AppError, granted } from '#libs/platform/errors';
import { orUndefined } from '#libs/platform/graphql/optional-input';
import { idInput } from '#libs/platform/graphql/parse-input';
import { checkedRange } from '../../figures/domain/date-range';
import { isPart, metricParts, partsOf, type MetricPart } from '../../figures/domain/metric-parts';
import type { MetricName } from '../../figures/domain/metrics';
import { metricOfEnum } from '../../figures/domain/metric-enum';
import { halfHoursOfSome, questionInput } from '../../figures/resolvers/report-input';
import type { Drill } from '../app/drill';
import { scopeOf } from '../domain/drill-scope';

export const drillInput = z
  .object({
    ...questionInput,
    metric: z.string().transform(metricOfEnum),
    part: z.enum(metricParts),
    key: orUndefined(z.string().max(300, 'at most 300 characters')),
  })
  .superRefine(halfHoursOfSome);

/** The number that is asked for; refused where no report has it. */
export function drillOf({ from, to, metric, part, key, ...question }: z.output<typeof drillInput>): Drill {
  const range = checkedRange({ from, to }, 'input');
  return { metric, part: checkedPart(metric, part, 'input.part'), scope: granted(scopeOf({ ...question, range }, key)) };
}

/** The part, where the metric has it. */
export function checkedPart(metric: MetricName, part: MetricPart, field: string): MetricPart {
  const parts = partsOf(metric);
  if (isPart(parts[part])) return part;
  const expected = metricParts.filter((each) => isPart(parts[each])).join(' or ');
  throw new AppError('BAD_USER_INPUT', 'The metric has no such part.', { field, expected });
}

export const drillPosition = z.object({ businessDate: z.string().refine(isDate), sessionId: idInput });
