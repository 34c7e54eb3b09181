import { z } from 'zod';
import { authorize, ownShop } from '#libs/platform/access/access';
import { idInput, parseInput } from '#libs/platform/graphql/parse-input';
import type { ServiceRoute, ServiceRoutes } from '#libs/platform/graphql/service-route';
import { drillInput, drillOf } from '../../drilldown/resolvers/drill-input';
import type { ReadDeps } from '../../figures/app/read-settled';
import { checkedRange } from '../../figures/domain/date-range';
import { metricEnum } from '../../figures/domain/metric-enum';
import { reportInput } from '../../figures/resolvers/report-input';
import { exportReport } from '../app/export-report';
import { exportSessions } from '../app/export-sessions';
import { inTurns } from '../app/in-turns';
import { noteExport } from '../app/note-export';
import { exportFormats } from '../app/export-file';
import { sendFile } from './send-file';
import { readAs } from './graph-input';

const fileInput = {
  shopId: idInput,
  format: z.enum(exportFormats, `one of ${exportFormats.join(', ')}`).default('CSV'),
  bom: z.boolean().default(false),
};

const reportFile = z.object({
  ...fileInput,
  input: z
    .unknown()
    .transform((input) => readAs('ReportInput', input))
    .pipe(reportInput),
});

const sessionsFile = z.object({
  ...fileInput,
  input: z
    .unknown()
    .transform((input) => readAs('MetricSessionsInput', input))
    .pipe(drillInput),
});

/** Reports, and the sessions behind their numbers, as files: the same arguments, rights and numbers as in the graph. */
export function exportRoutes(deps: ReadDeps): ServiceRoutes {
  const inTurn = inTurns();
  const report: ServiceRoute = async ({ asked, ...by }, response) => {
    authorize('Shop.report', by.caller);
    const { shopId: id, format, bom, input } = parseInput(reportFile, asked);
    const shopId = ownShop(by.caller, id);
    const { from, to, compare, ...question } = input;
    const range = checkedRange({ from, to }, 'input');
    const file = await exportReport(deps, shopId, { ...question, range }, compare);
    const { dimension, rows, metrics } = question;
    await noteExport(deps, {
      ...by,
      shopId,
      operation: 'exportReport',
      what: { format, from, to, dimension, rows, metrics: metrics.map(metricEnum) },
    });
    await sendFile(response, file, { format, bom });
  };
  const sessions: ServiceRoute = async ({ asked, ...by }, response) => {
    authorize('Shop.metricSessions', by.caller);
    const { shopId: id, format, bom, input } = parseInput(sessionsFile, asked);
    const [shopId, drill] = [ownShop(by.caller, id), drillOf(input)];
    const { from, to, dimension, rows, metric, part } = input;
    const what = { format, from, to, dimension, rows, metrics: [metricEnum(metric)], part };
    await noteExport(deps, { ...by, shopId, operation: 'exportMetricSessions', what });
    await sendFile(response, exportSessions(deps, shopId, drill, inTurn), { format, bom });
  };
  return { '/exports/report': report, '/exports/sessions': sessions };
}
