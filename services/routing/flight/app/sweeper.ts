import { repeat } from '#libs/messaging/index';
import type { Deps, Worker } from '#libs/service/run-service';
import { shopsToSweep } from '../store/shops-to-sweep';
import type { Engine } from './engine';

const everyMs = 1_000;

/** Wakes the shops in which somebody waits who could move: whatever went wrong before, nobody waits beside a free agent for long. */
export const sweeper = ({ workerDb, log }: Pick<Deps, 'workerDb' | 'log'>, engine: Engine): Worker => ({
  name: 'sweeper',
  ...repeat('sweeper', everyMs, async () => engine.wake(await shopsToSweep(workerDb)), log),
});
