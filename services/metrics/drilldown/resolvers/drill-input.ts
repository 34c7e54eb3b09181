import { z } from 'zod';
import { isDate } from '#libs/calendar/index';
import { granted, refuse } from '#libs/platform/errors';
import { orUndefined } from '#libs/platform/graphql/optional-input';
import { idInput } from '#libs/platform/graphql/parse-input';
import { checkedRange } from '../../figures/domain/date-range';
import { isPart, metricParts, partsOf } from '../../figures/domain/metric-parts';
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
  const parts = partsOf(metric);
  if (!isPart(parts[part])) {
    const expected = metricParts.filter((each) => isPart(parts[each])).join(' or ');
    granted(refuse('BAD_USER_INPUT', 'The metric has no such part.', { field: 'input.part', expected }));
  }
  return { metric, part, scope: granted(scopeOf({ ...question, range }, key)) };
}

export const drillPosition = z.object({ businessDate: z.string().refine(isDate), sessionId: idInput });
