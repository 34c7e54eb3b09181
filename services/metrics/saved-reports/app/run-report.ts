import { DateTime } from 'luxon';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import { loadShopCopy } from '../../copies/store/shop-copies';
import { exportReport } from '../../exports/app/export-report';
import { exportText } from '../../exports/app/export-text';
import type { DateRange } from '../../figures/domain/date-range';
import { planReport } from '../../webhooks/app/plan-report';
import type { KeptRun, KeptReport } from '../domain/saved-report';
import { keepRun } from '../store/saved-reports';

/** A file that is kept is no larger. */
const mostCharacters = 1_000_000;
const tooLarge = `The file would have more than ${mostCharacters} characters: ask for fewer dates, rows or metrics, or export the report.`;

export type RunDeps = Pick<Deps, 'db' | 'readDb' | 'clock' | 'newId'>;

/** Runs a report, keeps the run and plans its delivery, in the transaction that holds the report. */
export async function runReport(tx: Tx, deps: RunDeps, report: KeptReport, dueAt: Date): Promise<KeptRun> {
  const { shopId, reportId, webhookId } = report;
  const ranAt = deps.clock.now();
  const zone = (await loadShopCopy(tx, shopId))?.timeZone ?? 'UTC';
  const range = datesBefore(ranAt, zone, report.question.days);
  const file = await fileOf(deps, report, range);
  const run: KeptRun = {
    ...{ shopId, runId: deps.newId(), reportId, dueAt, ranAt, fromDate: range.from, toDate: range.to },
    ...{ file, error: file === null ? tooLarge : null },
  };
  keepRun(tx, run);
  if (webhookId !== null) await planReport(tx, deps.newId, webhookId, report, run);
  return run;
}

/** So many business dates, yesterday the last. */
function datesBefore(now: Date, zone: string, days: number): DateRange {
  const today = DateTime.fromJSDate(now, { zone });
  const dateBack = (back: number): string => today.minus({ days: back }).toFormat('yyyy-MM-dd');
  return { from: dateBack(days), to: dateBack(1) };
}

/** null where it is too large. */
async function fileOf(deps: RunDeps, { shopId, question, format }: KeptReport, range: DateRange): Promise<string | null> {
  const { days: _days, ...asked } = question;
  const file = await exportReport(deps, shopId, { ...asked, range }, false);
  let text = '';
  for await (const part of exportText(file, { format, bom: false })) {
    text += part;
    if (text.length > mostCharacters) return null;
  }
  return text;
}
