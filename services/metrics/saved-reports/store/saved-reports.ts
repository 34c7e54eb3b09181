import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { KeptRun, KeptReport } from '../domain/saved-report';
import { reportRunTable, savedReportTable } from './saved-report-tables';

const columns = selectList(savedReportTable, 'r');

const save = insertRows(savedReportTable, { name: 'saved-report-save', onConflict: { update: changing(savedReportTable) } });
const remove: Statement = { name: 'saved-report-remove', text: 'DELETE FROM saved_report WHERE shop_id = $1 AND report_id = $2' };
const removeRuns: Statement = { name: 'report-runs-remove', text: 'DELETE FROM report_run WHERE shop_id = $1 AND report_id = $2' };
const withoutWebhook: Statement = {
  name: 'saved-reports-without-webhook',
  text: 'UPDATE saved_report SET webhook_id = NULL WHERE shop_id = $1 AND webhook_id = $2',
};
const ofShop: Statement = {
  name: 'saved-reports-of-shop',
  text: `SELECT ${columns} FROM saved_report AS r WHERE shop_id = $1 ORDER BY report_id`,
};
const due: Statement = {
  name: 'saved-reports-due',
  text: 'SELECT DISTINCT shop_id AS "shopId" FROM (SELECT shop_id FROM saved_report WHERE next_at <= $1 ORDER BY next_at LIMIT 100) due',
};
const takeDue: Statement = {
  name: 'saved-report-take',
  text: `SELECT ${columns} FROM saved_report AS r WHERE shop_id = $1 AND next_at <= $2 ORDER BY next_at, report_id LIMIT 1 FOR UPDATE SKIP LOCKED`,
};

const insertRun = insertRows(reportRunTable, { name: 'report-run-insert' });
const keptRuns = 30;
const forgetRuns: Statement = {
  name: 'report-runs-forget',
  text: `DELETE FROM report_run WHERE shop_id = $1 AND report_id = $2 AND run_id NOT IN (
    SELECT run_id FROM report_run WHERE shop_id = $1 AND report_id = $2 ORDER BY ran_at DESC, run_id DESC LIMIT ${keptRuns})`,
};
/** Files are read one by one. */
const runColumns = selectList(
  reportRunTable,
  'r',
  reportRunTable.fields.filter((field) => field !== 'file'),
);
const runs: Statement = {
  name: 'report-runs',
  text: `SELECT ${runColumns} FROM report_run AS r WHERE shop_id = $1 AND report_id = $2 ORDER BY ran_at DESC, run_id DESC LIMIT ${keptRuns}`,
};
const file: Statement = { name: 'report-file', text: 'SELECT file FROM report_run WHERE shop_id = $1 AND run_id = $2' };

export const saveReportRow = (tx: Tx, report: KeptReport): void => tx.send(save, [jsonRows([report])]);

export function deleteReport(tx: Tx, shopId: string, reportId: string): void {
  tx.send(remove, [shopId, reportId]);
  tx.send(removeRuns, [shopId, reportId]);
}

/** What was sent to a webhook is kept only from then on. */
export const detachWebhook = (tx: Tx, shopId: string, webhookId: string): void => tx.send(withoutWebhook, [shopId, webhookId]);

export const savedReportsOf = (tx: Tx, shopId: string): Promise<KeptReport[]> =>
  tx.query<KeptReport & Record<string, unknown>>(ofShop, [shopId]);

/** For the worker role. */
export const shopsWithDueReports = async (workerDb: Database, now: Date): Promise<string[]> =>
  (await workerDb.transaction([], (tx) => tx.query<{ shopId: string }>(due, [now]))).map(({ shopId }) => shopId);

/** A report that is due and that no other process runs, held until the transaction ends. */
export const takeDueReport = async (tx: Tx, shopId: string, now: Date): Promise<KeptReport | undefined> =>
  (await tx.query<KeptReport & Record<string, unknown>>(takeDue, [shopId, now]))[0];

/** Keeps a run, and the latest ones of its report beside it. */
export function keepRun(tx: Tx, run: KeptRun): void {
  tx.send(insertRun, [jsonRows([run])]);
  tx.send(forgetRuns, [run.shopId, run.reportId]);
}

/** The runs of a report, the latest first, without their files. */
export const runsOf = (tx: Tx, { shopId, reportId }: KeptReport): Promise<Omit<KeptRun, 'file'>[]> =>
  tx.query<Omit<KeptRun, 'file'> & Record<string, unknown>>(runs, [shopId, reportId]);

export const fileOfRun = async (tx: Tx, shopId: string, runId: string): Promise<string | null> =>
  (await tx.query<{ file: string | null }>(file, [shopId, runId]))[0]?.file ?? null;
