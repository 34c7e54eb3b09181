import { setTimeout as pause } from 'node:timers/promises';
import { passesByItself } from '#libs/platform/database/database-fault';
import type { Deps, Worker } from '#libs/service/run-service';
import { createTimers, type Timers } from './timers';

const pollMs = 250;

/** The loop over all timers of all shops. Any number of processes may run it; which of them fires a timer is decided in the database. */
export function createTimerLoop(deps: Deps): Worker {
  const timers = createTimers(deps);
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const more = await round(deps, timers);
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
async function round(deps: Deps, timers: Timers): Promise<boolean> {
  try {
    return await timers.fire();
  } catch (err) {
    if (passesByItself(err)) deps.log.warn({ err }, 'timers are late');
    else deps.log.error({ err }, 'a round of timers failed');
    return false;
  }
}
