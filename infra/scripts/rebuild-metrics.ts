import { say, showProgress } from '#infra/launcher/console-output';
import { fileClock, systemClock } from '#libs/platform/process/clock';
import { rebuild } from '#services/metrics/rebuild/app/rebuild';
import { runScript } from './run-script';
import { openAppDatabase, openWorkerDatabase } from './worker-database';

/** `npm run rebuild:metrics`: recomputes every figure from the event log of the running system, and says how many differed. On a sound system none does. */
runScript(async () => {
  const clockFile = process.env['JIEDAI_CLOCK_FILE'];
  const clock = clockFile ? fileClock(clockFile) : systemClock;
  const [app, worker] = [openAppDatabase('metrics'), openWorkerDatabase('metrics')];
  const { sessions, corrected } = await rebuild({ db: app, workerDb: worker, clock }, ({ sessions: done }) =>
    showProgress(`${done} sessions`),
  );
  await Promise.all([app.close(), worker.close()]);
  say(
    corrected === 0
      ? `${sessions} sessions recomputed; every figure was right.`
      : `${sessions} sessions recomputed; ${corrected} figures differed and were corrected.`,
  );
});
