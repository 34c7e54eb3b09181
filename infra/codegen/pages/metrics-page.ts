import { metricEnum } from '#services/metrics/figures/domain/metric-enum';
import type { Metric } from '#services/metrics/figures/domain/metric';
import { metricNames, metricOf } from '#services/metrics/figures/domain/metrics';
import { spreadError } from '#services/metrics/figures/domain/spread-buckets';
import { code, listed, pageOf, tableOf } from './markdown';

/** Every metric, as it is declared. */
export function metricsPage(): string {
  const rows = metricNames.map((name) => {
    const metric = metricOf(name);
    return [code(metricEnum(name)), metric.name.zh, metric.rule, metric.sentence.en, madeOf(metric), listed(metric.parameters)];
  });
  return pageOf(
    'Metrics',
    'What each metric says and what it is made of. The declarations in `services/metrics/figures/domain/metrics.ts` are what is computed: there is no second copy. Counts are summed up and divided last; sessions that are not decided yet are in neither count.',
    tableOf(['metric', '名称', 'rule', 'what it says', 'made of', 'depends on'], rows),
    `Percentiles are read from buckets and are off by at most ${spreadError * 100} % of themselves.`,
  );
}

function madeOf(metric: Metric): string {
  if (metric.kind === 'COUNT') return listed(metric.of);
  if (metric.kind === 'QUOTIENT') return `${listed(metric.of)} / ${listed(metric.among)}`;
  return metric.kind === 'DISTINCT' ? 'distinct buyers' : `${metric.share * 100} % of ${code(metric.spread)}`;
}
