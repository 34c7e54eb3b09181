import { comparedWith, rangeBefore } from '../domain/date-range';
import type { Dimension } from '../domain/dimensions';
import { figureValue, noSums } from '../domain/figure-value';
import type { FigureSettings } from '../domain/figure-settings';
import type { MetricName } from '../domain/metrics';
import type { ReportQuestion } from '../domain/report-question';
import { graded, type GradedFigure } from './read-range-figures';
import { readReports, type Report } from './read-report';
import type { ReadDeps } from './read-settled';

export interface ReportAnswer {
  readonly rows: readonly AnsweredRow[];
  readonly total: readonly GradedFigure[];
  readonly before: readonly GradedFigure[] | null;
  readonly recomputing: number;
}

export interface AnsweredRow {
  readonly key: string;
  /** What it is the member of; null where rows are not members. */
  readonly memberOf: Dimension | null;
  readonly figures: readonly GradedFigure[];
  /** Of as many dates right before; null unless asked for. */
  readonly before: readonly GradedFigure[] | null;
}

/** A report: its rows, all of them together, and the dates before where they are asked for. All are read at one moment. */
export async function answerReport(deps: ReadDeps, shopId: string, question: ReportQuestion, compare: boolean): Promise<ReportAnswer> {
  const whole = (of: ReportQuestion): ReportQuestion => ({ ...of, rows: 'TOTAL' });
  const earlier = { ...question, range: rangeBefore(question.range) };
  const questions = [question, whole(question), ...(compare ? [earlier, whole(earlier)] : [])];
  const { reports, settings, outdated } = await readReports(deps, shopId, () => questions);
  const [rows = noRows, total = noRows, rowsBefore, before] = reports;
  return {
    rows: rowsOf(rows, rowsBefore && underKeysOf(question, rowsBefore), question, settings),
    total: figuresOf(total, '', question.metrics, settings),
    before: before ? figuresOf(before, '', question.metrics, settings) : null,
    recomputing: outdated,
  };
}

const noRows: Report = new Map();

/** A date is compared with the one as many dates before, anything else with itself. */
const underKeysOf = ({ rows, range }: ReportQuestion, before: Report): Report =>
  rows === 'DATE' ? new Map([...before].map(([date, sums]) => [comparedWith(date, range), sums])) : before;

function rowsOf(
  now: Report,
  before: Report | undefined,
  { metrics, rows, dimension }: ReportQuestion,
  settings: FigureSettings,
): AnsweredRow[] {
  const keys = [...new Set([...now.keys(), ...(before?.keys() ?? [])])];
  keys.sort(rows === 'HALF_HOUR' || rows === 'WEEKDAY_HALF_HOUR' ? byHalfHour : undefined);
  return keys.map((key) => ({
    key,
    memberOf: rows === 'MEMBER' ? dimension : null,
    figures: figuresOf(now, key, metrics, settings),
    before: before ? figuresOf(before, key, metrics, settings) : null,
  }));
}

/** `1-9` before `1-10`. */
const byHalfHour = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });

const figuresOf = (report: Report, key: string, metrics: readonly MetricName[], settings: FigureSettings): GradedFigure[] =>
  metrics.map((metric) => graded(figureValue(metric, report.get(key) ?? noSums), settings));
