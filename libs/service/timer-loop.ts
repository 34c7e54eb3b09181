import { setTimeout as pause } from 'node:timers/promises';
import { passesByItself } from '#libs/platform/database/database-fault';
import type { Log } from '#libs/platform/process/log';
import type { Worker } from './run-service';
import type { Timers } from './timer-rounds';

const pollMs = 250;

/** The loop over all timers of all shops. Any number of processes may run it; which of them fires a timer is decided in the database. */
export function timerLoop(timers: Timers, log: Log): Worker {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const more = await round(timers, log);
      if (!more) await pause(pollMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  return {
    name: 'timers',
    start: () => {
      running ??= run();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** A round that fails is tried again by the next one: its transaction has changed nothing. */
async function round(timers: Timers, log: Log): Promise<boolean> {
  try {
    return await timers.fire();
  } catch (err) {
    if (passesByItself(err)) log.warn({ err }, 'timers are late');
    else log.error({ err }, 'a round of timers failed');
    return false;
  }
}
