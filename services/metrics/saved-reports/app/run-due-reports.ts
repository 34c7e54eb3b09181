import { repeat } from '#libs/messaging/index';
import type { Deps, Worker } from '#libs/service/run-service';
import { loadShopCopy } from '../../copies/store/shop-copies';
import { nextCron } from '../domain/cron';
import { saveReportRow, shopsWithDueReports, takeDueReport } from '../store/saved-reports';
import { runReport, type RunDeps } from './run-report';

const everyMs = 1_000;

type DueDeps = RunDeps & Pick<Deps, 'workerDb' | 'log'>;

/** Runs what is due, each time once whatever processes look. After a standstill a report is run once, not for each time it was missed. */
export const createReportRunner = (deps: DueDeps): Worker => ({
  name: 'saved reports',
  ...repeat('saved reports', everyMs, () => runDueReports(deps), deps.log),
});

/** One look at all shops. */
export async function runDueReports(deps: DueDeps): Promise<void> {
  for (const shopId of await shopsWithDueReports(deps.workerDb, deps.clock.now())) while (await runNext(deps, shopId));
}

const runNext = (deps: DueDeps, shopId: string): Promise<boolean> =>
  deps.db.transaction([shopId], async (tx) => {
    const now = deps.clock.now();
    const report = await takeDueReport(tx, shopId, now);
    if (!report?.nextAt || report.cron === null) return false;
    await runReport(tx, deps, report, report.nextAt);
    const zone = (await loadShopCopy(tx, shopId))?.timeZone ?? 'UTC';
    saveReportRow(tx, { ...report, nextAt: nextCron(report.cron, zone, now) });
    return true;
  });
