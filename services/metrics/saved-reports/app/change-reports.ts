import { audit } from '#libs/platform/audit/audit';
import type { Tx } from '#libs/platform/database/database';
import { AppError } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import { loadShopCopy } from '../../copies/store/shop-copies';
import { metricEnum } from '../../figures/domain/metric-enum';
import { inShop } from '../../settings/app/in-shop';
import { webhooksOf } from '../../webhooks/store/webhooks';
import { expectedCron, isSoundCron, nextCron } from '../domain/cron';
import type { KeptRun, KeptReport, SavedReportChange } from '../domain/saved-report';
import { deleteReport, savedReportsOf, saveReportRow } from '../store/saved-reports';
import { runReport as run, type RunDeps } from './run-report';

export interface SaveReportInput extends CommandInput {
  readonly reportId?: string | undefined;
  readonly change: SavedReportChange;
}

interface OneReport extends CommandInput {
  readonly reportId: string;
}

const mostReports = 20;

/** Saves a report, or changes one; what is absent stays as it is. */
export const changeReport = (deps: RunDeps, command: Command<SaveReportInput>): Promise<KeptReport> =>
  inShop(deps, command, async (tx) => {
    const { shopId, input } = command;
    const now = deps.clock.now();
    const known = await savedReportsOf(tx, shopId);
    const before = input.reportId === undefined ? null : reportIn(known, input.reportId);
    if (!before && known.length >= mostReports) throw tooMany;
    const after = await checked(tx, changed(before ?? newReport(shopId, deps.newId(), input.change), input.change), now);
    saveReportRow(tx, after);
    audit(tx, command, { at: now, on: { kind: 'SAVED_REPORT', id: after.reportId }, before: before && shown(before), after: shown(after) });
    return after;
  });

/** Ends a report, and forgets its runs. */
export const removeReport = (deps: RunDeps, command: Command<OneReport>): Promise<string> =>
  inShop(deps, command, async (tx) => {
    const before = reportIn(await savedReportsOf(tx, command.shopId), command.input.reportId);
    deleteReport(tx, command.shopId, before.reportId);
    audit(tx, command, { at: deps.clock.now(), on: { kind: 'SAVED_REPORT', id: before.reportId }, before: shown(before), after: null });
    return before.reportId;
  });

/** Runs a report now, whatever its times are. */
export const runSavedReport = (deps: RunDeps, command: Command<OneReport>): Promise<Omit<KeptRun, 'file'>> =>
  inShop(deps, command, async (tx) => {
    const { shopId } = command;
    const report = reportIn(await savedReportsOf(tx, shopId), command.input.reportId);
    const { file: _file, ...made } = await run(tx, deps, report, deps.clock.now());
    const { metrics, dimension, rows } = report.question;
    const what = { format: report.format, from: made.fromDate, to: made.toDate, dimension, rows, metrics: metrics.map(metricEnum) };
    audit(tx, command, { at: made.ranAt, on: { kind: 'EXPORT', id: shopId }, before: null, after: what });
    return made;
  });

function newReport(shopId: string, reportId: string, { name, question }: SavedReportChange): KeptReport {
  if (name === undefined) throw missing('name', '1 to 100 characters');
  if (question === undefined) throw missing('question', 'what is asked');
  return { shopId, reportId, name, question, format: 'CSV', cron: null, webhookId: null, nextAt: null };
}

const changed = (report: KeptReport, { name, question, format, cron, webhookId }: SavedReportChange): KeptReport => ({
  ...report,
  name: name ?? report.name,
  question: question ?? report.question,
  format: format ?? report.format,
  cron: cron === undefined ? report.cron : cron,
  webhookId: webhookId === undefined ? report.webhookId : webhookId,
});

async function checked(tx: Tx, report: KeptReport, now: Date): Promise<KeptReport> {
  const { shopId, cron, webhookId } = report;
  if (webhookId !== null && !(await webhooksOf(tx, [shopId])).some((webhook) => webhook.webhookId === webhookId))
    throw new AppError('WEBHOOK_NOT_FOUND', 'No such webhook in this shop.', {
      field: 'webhookId',
      expected: 'the id of a webhook of this shop',
    });
  if (cron !== null && !isSoundCron(cron, now))
    throw new AppError('BAD_USER_INPUT', 'The report cannot be run so.', { field: 'cron', expected: expectedCron });
  const zone = (await loadShopCopy(tx, shopId))?.timeZone ?? 'UTC';
  return { ...report, nextAt: cron === null ? null : nextCron(cron, zone, now) };
}

const shown = ({ question, ...report }: KeptReport): object => ({ ...report, ...question, metrics: question.metrics.map(metricEnum) });

function reportIn(known: readonly KeptReport[], reportId: string): KeptReport {
  const found = known.find((report) => report.reportId === reportId);
  if (found) return found;
  throw new AppError('SAVED_REPORT_NOT_FOUND', 'No such report in this shop.', {
    field: 'reportId',
    expected: 'the id of a saved report of this shop',
  });
}

const missing = (field: string, expected: string): AppError =>
  new AppError('BAD_USER_INPUT', `A new report needs a ${field}.`, { field, expected });

const tooMany = new AppError('SAVED_REPORTS_LIMIT', 'The shop has as many saved reports as it can have.', {
  field: 'reportId',
  expected: `at most ${mostReports} reports: remove one first`,
});
