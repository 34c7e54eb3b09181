import { setTimeout as pause } from 'node:timers/promises';

const busyWithinMs = 50;
const usualMs = 20;
const longestMs = 60;

/**
 * How long to pause after a fetch, when the one before brought so many records: a millisecond more for each, so that under load batches deepen
 * before the machine is full, and a quiet shop's buyer hardly waits for it. `shortestMs` beyond the longest holds always.
 */
export const batchingPauseMs = (records: number, shortestMs = usualMs): number =>
  Math.min(shortestMs + records, Math.max(longestMs, shortestMs));

/**
 * One pause per fetch, shared by its partitions, when the fetch before brought several records a moment ago: what comes one by one is never held up.
 * `fetches` counts them.
 */
export function createBatchingPause(fetches: () => number, shortestMs?: number): (records: number) => Promise<void> {
  const last = { fetch: -1, records: 0, at: 0, pause: Promise.resolve() };
  return (records) => {
    const fetch = fetches();
    if (last.fetch === fetch) last.records += records;
    else {
      const ms = batchingPauseMs(last.records, shortestMs);
      last.pause = last.records > 1 && performance.now() - last.at < busyWithinMs + ms ? pause(ms) : Promise.resolve();
      [last.fetch, last.records, last.at] = [fetch, records, performance.now()];
    }
    return last.pause;
  };
}
