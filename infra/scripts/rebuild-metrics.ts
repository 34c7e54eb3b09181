import { say, showProgress } from '#infra/launcher/console-output';
import { rebuild } from '#services/metrics/rebuild/app/rebuild';
import { runScript } from './run-script';
import { openAppDatabase, openWorkerDatabase } from './worker-database';

/** `npm run rebuild:metrics`: recomputes every figure from the event log of the running system, and says how many differed. On a sound system none does. */
runScript(async () => {
  const [app, worker] = [openAppDatabase('metrics'), openWorkerDatabase('metrics')];
  const { sessions, corrected } = await rebuild(app, worker, ({ sessions: done }) => showProgress(`${done} sessions`));
  await Promise.all([app.close(), worker.close()]);
  say(
    corrected === 0
      ? `${sessions} sessions recomputed; every figure was right.`
      : `${sessions} sessions recomputed; ${corrected} figures differed and were corrected.`,
  );
});
