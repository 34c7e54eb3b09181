import type { Tx } from '#libs/platform/database/database';
import type { NewId } from '#libs/platform/process/ids';
import type { KeptRun, KeptReport } from '../../saved-reports/domain/saved-report';
import { newDelivery } from '../domain/delivery';
import { planned } from '../store/deliveries';
import { webhooksOf } from '../store/webhooks';

/** A file that is sent along is no larger; a larger one is asked for by its run. */
const mostCharacters = 200_000;

/** Plans that a webhook hears of a run, with its file. One that is switched off hears nothing. */
export async function planReport(tx: Tx, newId: NewId, webhookId: string, report: KeptReport, run: KeptRun): Promise<void> {
  const { shopId, runId, file, error, fromDate: from, toDate: to, ranAt } = run;
  const webhook = (await webhooksOf(tx, [shopId])).find((one) => one.webhookId === webhookId);
  if (!webhook?.enabled) return;
  const { reportId, name, format } = report;
  const sent = file !== null && file.length <= mostCharacters ? file : null;
  const body = JSON.stringify({
    type: 'report.ready',
    timestamp: ranAt,
    data: { shopId, reportId, runId, name, from, to, format, file: sent, error },
  });
  planned(tx, [newDelivery({ shopId, deliveryId: newId(), webhookId, subjectId: runId, type: 'REPORT', body }, new Date())]);
}
