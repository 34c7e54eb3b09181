import { repeat } from '#libs/messaging/index';
import type { Deps, Worker } from '#libs/service/run-service';
import { starvationWatch } from '../../starvation/app/starvation-watch';
import { shopsToSweep } from '../store/shops-to-sweep';
import type { Engine } from './engine';

const everyMs = 500;

/**
 * Whatever went wrong before, nobody waits beside a free agent for long: wakes the shops of which a flight has said that somebody could move still, and looks
 * itself whether anybody starves.
 */
export function sweeper(deps: Pick<Deps, 'db' | 'workerDb' | 'clock' | 'log'>, engine: Engine, limited: readonly string[] = []): Worker {
  const look = starvationWatch(deps, engine, limited);
  const sweep = async (): Promise<void> => {
    try {
      await look();
    } finally {
      await engine.wake(await shopsToSweep(deps.workerDb));
    }
  };
  return { name: 'sweeper', ...repeat('sweeper', everyMs, sweep, deps.log) };
}
