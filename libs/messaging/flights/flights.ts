import type { FlightOptions } from './flight-options';
import { flyLanes } from './fly-lanes';

export interface Flights<C, R> {
  /** Hands a command in for the next flight; settles when that flight has landed. */
  submit(command: C): Promise<R>;
  /** How many wait for a flight, those of shops that are held up left out. */
  waiting(): number;
  /** When a fault that passes by itself was last met, by `performance.now()`; 0 = never. */
  faultAt(): number;
  /** Resolves when nothing waits and nothing flies. */
  idle(): Promise<void>;
  /** Whoever has not taken off yet is rejected. */
  stop(): void;
}

const usualPatienceMs = 2_000;
/** Who has no patience is tried once within this time. */
const oneTryMs = 1_500;

/**
 * Everything that waits when the previous flight has landed is done as the next one: one common flight at a time, `limit` commands at most, and a lone
 * caller flies at once. The order of a shop's commands is kept.
 *
 * One shop never stops the others. Where a flight of several shops fails, because a lock is held or one of its commands is bad, its shops are parted into
 * lanes that fly beside the common flight until the shop at fault is alone; the others rejoin with their first success. Alone, a shop that is held up is
 * tried again until its commands' patience ends, and a command that fails by itself is found by halving and rejected or replaced.
 * A database that is not available at all is everybody's: commands are refused, and what must be done is tried again.
 */
export function createFlights<C, R>(options: FlightOptions<C, R>): Flights<C, R> {
  const { submit, ...rest } = flyLanes(options);
  const patienceOf = options.patienceMs ?? (() => usualPatienceMs);
  return {
    submit: (command) =>
      new Promise<R>((resolve, reject) => {
        const [now, patience] = [performance.now(), patienceOf(command)];
        submit({ command, until: now + patience, untriedUntil: now + Math.max(patience, oneTryMs), resolve, reject });
      }),
    ...rest,
  };
}
