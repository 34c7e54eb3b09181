import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '#libs/platform/process/log';

export interface Loop {
  start(): void;
  /** Resolves when the running round has ended. */
  stop(): Promise<void>;
}

/** Runs `round` every `everyMs`, never two at once. A failed round is logged as WARN, once per reason in a row, and the next one tries again. */
export function repeat(name: string, everyMs: number, round: () => Promise<void>, log: Log): Loop {
  const abort = new AbortController();
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    let last = '';
    while (!abort.signal.aborted) {
      try {
        await round();
        last = '';
      } catch (err) {
        const reason = err instanceof Error ? err.message : String(err);
        if (reason !== last) log.warn({ err, loop: name }, 'a round of a loop failed and will be tried again');
        last = reason;
      }
      await pause(everyMs, undefined, { signal: abort.signal, ref: false }).catch(() => undefined);
    }
  };
  return {
    start: () => {
      running ??= run();
    },
    stop: async () => {
      abort.abort();
      await running;
    },
  };
}

const firstPauseMs = 50;
const longestPauseMs = 1_000;

/** Repeats what must succeed, with back-off doubling from 50 ms to 1 s and jitter, until it does or `stopped` says so (then undefined). */
export async function untilDone<T>(what: string, run: () => Promise<T>, log: Log, stopped: () => boolean): Promise<T | undefined> {
  for (let wait = firstPauseMs; !stopped(); wait = Math.min(wait * 2, longestPauseMs)) {
    try {
      return await run();
    } catch (err) {
      log.warn({ err, what, waitMs: wait }, 'will try again');
      await pause(wait * (0.75 + Math.random() / 2), undefined, { ref: false });
    }
  }
  return undefined;
}
