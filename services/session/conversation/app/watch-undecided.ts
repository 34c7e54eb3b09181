import { repeat } from '#libs/messaging/index';
import type { Deps, Worker } from '#libs/service/run-service';
import { decisionMs } from '../domain/timers';
import { armUndecided } from '../store/arm-undecided';

const everyMs = 5_000;
/** How far a process looks back when it starts. */
const lookBackMs = 600_000;

export type WatchDeps = Pick<Deps, 'workerDb' | 'clock' | 'log'>;

/**
 * Sets a timer for each session that routing has not decided about 10 s after its start; the timer loop tells it again. Few sessions ever need one, so
 * it is not set at the start. Rounds overlap, and a timer that is there stays as it is.
 */
export function createUndecidedWatch({ workerDb, clock, log }: WatchDeps): Worker & { round(): Promise<void> } {
  let seenUntil: number | undefined;
  const round = async (): Promise<void> => {
    const now = clock.now();
    const until = now.getTime() - decisionMs;
    const from = Math.min(seenUntil ?? until - lookBackMs, until) - decisionMs;
    await workerDb.transaction([], (tx) => armUndecided(tx, { from: new Date(from), until: new Date(until), dueAt: now }));
    seenUntil = until;
  };
  return { name: 'undecided sessions', round, ...repeat('undecided sessions', everyMs, round, log) };
}
