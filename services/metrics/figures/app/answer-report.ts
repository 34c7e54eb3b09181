import { rangeBefore, type DateRange } from '../domain/date-range';
import { figureValue, noSums } from '../domain/figure-value';
import type { FigureSettings } from '../domain/figure-settings';
import type { MetricName } from '../domain/metrics';
import type { ReportQuestion } from '../domain/report-question';
import { graded, type GradedFigure } from './read-range-figures';
import { readReports, type Report } from './read-report';
import type { ReadDeps } from './read-settled';

export interface ReportAnswer {
  readonly rows: readonly { readonly key: string; readonly figures: readonly GradedFigure[] }[];
  readonly total: readonly GradedFigure[];
  readonly before: readonly GradedFigure[] | null;
  readonly recomputing: number;
}

/** A report: its rows, all of them together, and the dates before where they are asked for. All are read at one moment. */
export async function answerReport(deps: ReadDeps, shopId: string, question: ReportQuestion, compare: boolean): Promise<ReportAnswer> {
  const whole = (range: DateRange): ReportQuestion => ({ ...question, range, rows: 'TOTAL' });
  const questions = [question, whole(question.range), ...(compare ? [whole(rangeBefore(question.range))] : [])];
  const { reports, settings, outdated } = await readReports(deps, shopId, () => questions);
  const [rows, total, before] = reports;
  return {
    rows: rowsOf(rows ?? new Map(), question, settings),
    total: figuresOf(total, '', question.metrics, settings),
    before: before ? figuresOf(before, '', question.metrics, settings) : null,
    recomputing: outdated,
  };
}

function rowsOf(report: Report, { metrics, rows }: ReportQuestion, settings: FigureSettings): ReportAnswer['rows'] {
  const keys = [...report.keys()].sort(rows === 'HALF_HOUR' || rows === 'WEEKDAY_HALF_HOUR' ? byHalfHour : undefined);
  return keys.map((key) => ({ key, figures: figuresOf(report, key, metrics, settings) }));
}

/** `1-9` before `1-10`. */
const byHalfHour = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });

const figuresOf = (report: Report | undefined, key: string, metrics: readonly MetricName[], settings: FigureSettings): GradedFigure[] =>
  metrics.map((metric) => graded(figureValue(metric, report?.get(key) ?? noSums), settings));
