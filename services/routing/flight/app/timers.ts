import type { Deps, Worker } from '#libs/service/run-service';
import { repeat } from '#libs/messaging/index';
import { dueShops, shopsToSweep } from '../store/find-work';
import type { Engine } from './engine';

const timerEveryMs = 200;
const sweepEveryMs = 1_000;

/** Wakes the shops whose next opening or closing has come, in the order they were due, by business time. */
export const receptionTimer = (deps: Pick<Deps, 'workerDb' | 'clock' | 'log'>, engine: Engine): Worker => ({
  name: 'reception timer',
  ...repeat('reception timer', timerEveryMs, async () => engine.wake(await dueShops(deps.workerDb, deps.clock.now())), deps.log),
});

/** Wakes the shops in which somebody waits beside a free agent: the net below everything (architecture §4 rule 3). */
export const sweeper = (deps: Pick<Deps, 'workerDb' | 'log'>, engine: Engine): Worker => ({
  name: 'sweeper',
  ...repeat('sweeper', sweepEveryMs, async () => engine.wake(await shopsToSweep(deps.workerDb)), deps.log),
});
