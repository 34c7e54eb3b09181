import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { ReportState, SuggestionReport } from '../domain/suggestion-report';
import { reportTable } from './report-table';

type ReportRow = RowOf<typeof reportTable>;

/** A report's place in the list. */
export type ReportPlace = Pick<SuggestionReport, 'reportedAt' | 'id'>;

const columns = selectList(reportTable, 'r');
const save = insertRows(reportTable, { name: 'report-save', onConflict: { update: changing(reportTable) } });
const one: Statement = { name: 'report-one', text: `SELECT ${columns} FROM suggestion_report AS r WHERE shop_id = $1 AND id = $2` };
const page: Statement = {
  name: 'reports-page',
  text: `SELECT ${columns} FROM suggestion_report AS r WHERE shop_id = $1 AND state = $2
    AND ($3::timestamptz IS NULL OR (reported_at, id) > ($3::timestamptz, $4::uuid)) ORDER BY reported_at, id LIMIT $5`,
};

const reportOf = ({ shopId: _shopId, ...report }: ReportRow): SuggestionReport => report;

export const saveReport = (tx: Tx, shopId: string, report: SuggestionReport): void => tx.send(save, [jsonRows([{ ...report, shopId }])]);

export const loadReport = async (tx: Tx, shopId: string, id: string): Promise<SuggestionReport | null> =>
  (await tx.query<ReportRow>(one, [shopId, id])).map(reportOf)[0] ?? null;

/** Reports in a state, the oldest first, from behind a place on. */
export const listReports = async (
  tx: Tx,
  {
    shopId,
    state,
    after,
    most,
  }: { readonly shopId: string; readonly state: ReportState; readonly after: ReportPlace | null; readonly most: number },
): Promise<SuggestionReport[]> =>
  (await tx.query<ReportRow>(page, [shopId, state, after?.reportedAt ?? null, after?.id ?? null, most])).map(reportOf);
