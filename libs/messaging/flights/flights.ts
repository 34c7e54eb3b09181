import { setTimeout as pause } from 'node:timers/promises';
import { databaseFault } from '#libs/platform/database/database-fault';
import { AppError, serviceUnavailable } from '#libs/platform/errors';

export interface Flights<C, R> {
  /** Boards the next flight; settles when that flight has landed. */
  submit(command: C): Promise<R>;
  /** How many wait for a flight. */
  waiting(): number;
  /** Resolves when nothing waits and nothing flies. */
  idle(): Promise<void>;
}

export interface FlightOptions<C, R> {
  readonly limit: number;
  readonly fly: (batch: readonly C[]) => Promise<readonly R[]>;
  /**
   * Under load (the flight before had company and has just landed) the next one waits a breath, so that more board: it costs less than flying half
   * empty. It waits as long as that flight took, so that it grows with the load by itself. A lone caller never waits for it, however often it calls;
   * nobody does where callers wait for their answers anyway and `breath` is false.
   */
  readonly breath?: boolean;
}

interface Seat<C, R> {
  readonly command: C;
  resolve(result: R): void;
  reject(error: unknown): void;
}

const contentionTries = 5;
const longestBreathMs = 30;
const busyWithinMs = 25;

/**
 * Everything that waits when the previous flight has landed is done as the next one (messaging.md §2): one flight at a time, `limit` commands
 * at most, and a lone caller flies at once. `fly` answers one result per command, in order, and must do all or nothing.
 * Contention flies again; a connection fault is every passenger's; after any other error the commands fly singly, so that only the bad one fails.
 */
export function createFlights<C, R>(options: FlightOptions<C, R>): Flights<C, R> {
  const waiting: Seat<C, R>[] = [];
  let flying: Promise<void> | undefined;

  let last = { passengers: 0, tookMs: 0, landedAt: 0 };

  const takeOff = async (): Promise<void> => {
    // One turn of the event loop, so that all requests that arrived together board together.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const busy = last.passengers > 1 && performance.now() - last.landedAt < busyWithinMs;
      if (busy && options.breath !== false) await pause(Math.min(last.tookMs, longestBreathMs));
      const seats = waiting.splice(0, options.limit);
      const offAt = performance.now();
      await flyAll(seats, options.fly);
      const landedAt = performance.now();
      last = { passengers: seats.length, tookMs: landedAt - offAt, landedAt };
    }
  };
  const start = (): void => {
    flying ??= takeOff().finally(() => {
      flying = undefined;
      if (waiting.length > 0) start();
    });
  };
  return {
    submit: (command) =>
      new Promise<R>((resolve, reject) => {
        waiting.push({ command, resolve, reject });
        start();
      }),
    waiting: () => waiting.length,
    idle: async () => {
      while (flying) await flying;
    },
  };
}

async function flyAll<C, R>(seats: readonly Seat<C, R>[], fly: (batch: readonly C[]) => Promise<readonly R[]>): Promise<void> {
  try {
    const results = await withRetries(() => fly(seats.map((seat) => seat.command)));
    if (results.length !== seats.length) throw new Error(`A flight of ${seats.length} answered ${results.length} results`);
    seats.forEach((seat, index) => seat.resolve(results[index]!));
  } catch (error) {
    if (databaseFault(error) !== undefined) {
      const fault = error instanceof AppError ? error : serviceUnavailable('The database', error);
      for (const seat of seats) seat.reject(fault);
    } else if (seats.length === 1) {
      seats[0]!.reject(error);
    } else {
      for (const seat of seats) await flyAll([seat], fly);
    }
  }
}

async function withRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await run();
    } catch (error) {
      if (databaseFault(error) !== 'contention' || tried >= contentionTries) throw error;
    }
  }
}
