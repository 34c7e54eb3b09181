import type { Cell } from '#libs/platform/csv/write-records';
import { answerReport, type ReportAnswer } from '../../figures/app/answer-report';
import type { GradedFigure } from '../../figures/app/read-range-figures';
import type { ReadDeps } from '../../figures/app/read-settled';
import { metricEnum } from '../../figures/domain/metric-enum';
import type { ReportQuestion } from '../../figures/domain/report-question';
import type { ExportFile } from './export-file';

const columns = ['kind', 'row', 'metric', 'value', 'numerator', 'denominator', 'pending', 'grade'];
const compared = ['beforeValue', 'beforeNumerator', 'beforeDenominator', 'beforePending'];

/** A report as a file: a record for each metric of each row, then of all rows together, whose kind is TOTAL. */
export async function exportReport(deps: ReadDeps, shopId: string, question: ReportQuestion, compare: boolean): Promise<ExportFile> {
  const answer = await answerReport(deps, shopId, question, compare);
  const { from, to } = question.range;
  return { name: `report-${from}-${to}`, columns: [...columns, ...(compare ? compared : [])], pages: pagesOf(answer) };
}

async function* pagesOf({ rows, total, before }: ReportAnswer): AsyncGenerator<readonly (readonly Cell[])[]> {
  for (const row of rows) yield recordsOf('ROW', row.key, row.figures, row.before);
  yield recordsOf('TOTAL', null, total, before);
}

const recordsOf = (
  kind: string,
  key: string | null,
  figures: readonly GradedFigure[],
  before: readonly GradedFigure[] | null,
): (readonly Cell[])[] =>
  figures.map((figure, at) => {
    const earlier = before?.[at];
    return [kind, key, metricEnum(figure.metric), ...numbersOf(figure), figure.grade, ...(earlier ? numbersOf(earlier) : [])];
  });

const numbersOf = ({ value, numerator, denominator, pending }: GradedFigure): Cell[] => [value, numerator, denominator, pending];
