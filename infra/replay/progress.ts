import { say, showProgress } from '#infra/launcher/console-output';
import type { CompressedClock } from './compressed-clock';
import type { ReplayPlan } from './plan';
import type { Tally } from './tally';

const barWidth = 24;
const terminalEveryMs = 200;
const linesEveryMs = 10_000;

/** One line on where the replay stands: a bar over the recorded day, its time, and the counts. */
export function progressLine(share: number, time: string, total: number, tally: Tally): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * barWidth);
  const talks = [...tally.talks.values()].reduce((sum, count) => sum + count, 0);
  const waiting = tally.arrived - tally.served - tally.left - talks - tally.failures.length;
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  return `${bar} ${time}  ${tally.arrived}/${total} arrived, ${Math.max(0, waiting)} waiting, ${talks} talking, ${tally.served} served, ${tally.left} left, ${tally.online} agents`;
}

/** Shows the progress in place on a terminal, as a line now and then elsewhere. Answers how to end it. */
export function startProgress(plan: ReplayPlan, clock: CompressedClock, tally: Tally, timeZone: string): () => void {
  const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const current = (): string => {
    const nowMs = Math.min(clock.now(), plan.lengthMs);
    return progressLine(nowMs / plan.lengthMs, timeOfDay.format(plan.startsAt + nowMs), plan.contacts.length, tally);
  };
  const timer = setInterval(() => showProgress(current()), process.stdout.isTTY ? terminalEveryMs : linesEveryMs);
  return () => {
    clearInterval(timer);
    showProgress(current());
    if (process.stdout.isTTY) say('');
  };
}
