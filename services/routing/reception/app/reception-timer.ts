import { setTimeout as pause } from 'node:timers/promises';
import { repeat } from '#libs/messaging/index';
import type { Deps, Worker } from '#libs/service/run-service';
import type { Engine } from '../../flight/app/engine';
import { dueShops } from '../store/deadline-table';

const everyMs = 200;

/**
 * Wakes the shops whose next opening or closing has come, in the order they were due, by business time. Where thousands come at once it goes on without a
 * pause; one that is held up is tried again while the others go on.
 */
export function receptionTimer({ workerDb, clock, log }: Pick<Deps, 'workerDb' | 'clock' | 'log'>, engine: Engine): Worker {
  const underway = new Set<string>();
  let stopping = false;
  const wake = async (shopId: string): Promise<void> => {
    underway.add(shopId);
    // A shop that is held up has been logged, and stays due.
    await engine.wake([shopId]).catch(() => undefined);
    underway.delete(shopId);
  };
  const wakeDue = async (): Promise<void> => {
    while (!stopping) {
      const due = (await dueShops(workerDb, clock.now())).filter((shopId) => !underway.has(shopId));
      if (due.length === 0) return;
      await Promise.race([Promise.all(due.map(wake)), pause(everyMs, undefined, { ref: false })]);
    }
  };
  const { start, stop } = repeat('reception timer', everyMs, wakeDue, log);
  return {
    name: 'reception timer',
    start,
    stop: () => {
      stopping = true;
      return stop();
    },
  };
}
