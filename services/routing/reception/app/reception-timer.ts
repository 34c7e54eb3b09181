import { repeat } from '#libs/messaging/index';
import type { Deps, Worker } from '#libs/service/run-service';
import type { Engine } from '../../flight/app/engine';
import { dueShops } from '../store/deadline-table';

const everyMs = 200;

/** Wakes the shops whose next opening or closing has come, in the order they were due, by business time. */
export const receptionTimer = ({ workerDb, clock, log }: Pick<Deps, 'workerDb' | 'clock' | 'log'>, engine: Engine): Worker => ({
  name: 'reception timer',
  ...repeat('reception timer', everyMs, async () => engine.wake(await dueShops(workerDb, clock.now())), log),
});
