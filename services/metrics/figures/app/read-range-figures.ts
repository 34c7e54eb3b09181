import { dateRange, type MetricsRange } from '../domain/date-range';
import { figureValue, gradeOf, noSums, type FigureValue, type Grade } from '../domain/figure-value';
import { metricOf, type MetricName } from '../domain/metrics';
import type { ReportQuestion } from '../domain/report-question';
import type { FigureSettings } from '../domain/figure-settings';
import { readReports, type Report } from './read-report';
import type { ReadDeps } from './read-settled';

/** A metric of the shop or of all its agents in a range; a text, so that it is asked for once. */
export type AskedFigure = `${MetricsRange}|${'SHOP' | 'AGENT'}|${MetricName}`;

export interface GradedFigure extends FigureValue {
  /** Where the metric is graded. */
  readonly grade: Grade | null;
}

/** A metric by member: the shop's own under ''. A member of which nothing was counted is told as such. */
export type RangeFigures = (member: string) => GradedFigure;

/** All that a request asks of a shop, in one transaction. */
export async function readRangeFigures(
  deps: ReadDeps,
  shopId: string,
  asked: readonly AskedFigure[],
): Promise<Map<AskedFigure, RangeFigures>> {
  const groups = new Map<string, MetricName[]>();
  for (const each of asked) {
    const [range, dimension, metric] = each.split('|') as [MetricsRange, 'SHOP' | 'AGENT', MetricName];
    const key = `${range}|${dimension}`;
    groups.set(key, [...(groups.get(key) ?? []), metric]);
  }
  const keys = [...groups.keys()];
  const { reports, settings } = await readReports(deps, shopId, ({ timeZone }, now) =>
    keys.map((key): ReportQuestion => {
      const [range, dimension] = key.split('|') as [MetricsRange, 'SHOP' | 'AGENT'];
      return { range: dateRange(range, timeZone, now), dimension, rows: 'MEMBER', metrics: groups.get(key) ?? [] };
    }),
  );
  return new Map(
    asked.map((each) => {
      const [range, dimension, metric] = each.split('|') as [MetricsRange, 'SHOP' | 'AGENT', MetricName];
      return [each, figuresOf(reports[keys.indexOf(`${range}|${dimension}`)]!, metric, settings)];
    }),
  );
}

const figuresOf =
  (report: Report, metric: MetricName, settings: FigureSettings): RangeFigures =>
  (member) =>
    graded(figureValue(metric, report.get(member) ?? noSums), settings);

/** The figure with its grade, where its metric has one (MET-13). */
export function graded(figure: FigureValue, { targetPercent, floorPercent }: FigureSettings): GradedFigure {
  const metric = metricOf(figure.metric);
  return { ...figure, grade: metric.kind === 'QUOTIENT' && metric.graded ? gradeOf(figure, targetPercent, floorPercent) : null };
}
