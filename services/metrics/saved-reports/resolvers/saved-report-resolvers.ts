import { command } from '#libs/platform/graphql/command';
import { parseInput } from '#libs/platform/graphql/parse-input';
import { metricEnum } from '../../figures/domain/metric-enum';
import type { Resolvers } from '../../generated/resolver-types';
import { changeReport, removeReport, runSavedReport } from '../app/change-reports';
import type { RunDeps } from '../app/run-report';
import { fileOfRun, runsOf, savedReportsOf } from '../store/saved-reports';
import { oneReportInput, reportFileInput, saveReportInput } from './report-inputs';

/** Reports that a shop has run again and again. */
export const savedReportResolvers = (deps: RunDeps): Resolvers => ({
  Mutation: {
    saveReport: command('saveReport', saveReportInput, async (asked) => ({ report: await changeReport(deps, asked) })),
    removeReport: command('removeReport', oneReportInput, async (asked) => ({ reportId: await removeReport(deps, asked) })),
    runReport: command('runReport', oneReportInput, async (asked) => ({ run: await runSavedReport(deps, asked) })),
  },
  Shop: {
    savedReports: ({ id }) => deps.readDb.transaction([id], (tx) => savedReportsOf(tx, id)),
    reportFile: ({ id }, args) => {
      const { runId } = parseInput(reportFileInput, args);
      return deps.readDb.transaction([id], (tx) => fileOfRun(tx, id, runId));
    },
  },
  SavedReport: {
    id: ({ reportId }) => reportId,
    metrics: ({ question }) => question.metrics.map(metricEnum),
    dimension: ({ question }) => question.dimension,
    member: ({ question }) => question.member ?? null,
    rows: ({ question }) => question.rows,
    days: ({ question }) => question.days,
    runs: (report) => deps.readDb.transaction([report.shopId], (tx) => runsOf(tx, report)),
  },
  ReportRun: { id: ({ runId }) => runId, from: ({ fromDate }) => fromDate, to: ({ toDate }) => toDate },
});
