import type { DatabaseFault } from '#libs/platform/database/database-fault';
import type { Log } from '#libs/platform/process/log';

/** What a flight is told. */
export interface FlightTerms {
  /** How long its statements may wait for a lock: an option of `db.transaction`. */
  readonly lockMs: number;
}

export interface FlightOptions<C, R> {
  /** Under which these flights are measured; without one they are not. */
  readonly name?: string;
  readonly limit: number;
  /** Answers one result per command, in order. Must do all or nothing. */
  readonly fly: (batch: readonly C[], terms: FlightTerms) => Promise<readonly R[]>;
  /** The shop of a command: one that holds up a flight leaves it and waits by itself. Without this nobody leaves. */
  readonly shopOf?: (command: C) => string;
  /** The trace a command is part of. */
  readonly traceOf?: (command: C) => string | null | undefined;
  /** How long a command whose shop is held up waits before it is refused; 2 s when absent. 0: one try. Infinity: until it is done, whatever passes by itself. */
  readonly patienceMs?: (command: C) => number;
  /** What flies in place of a command that fails by itself; the same one flies again after a pause. Undefined: it is rejected with its error. */
  readonly instead?: (command: C, error: unknown) => C | undefined;
  /** What a failure means; undefined: what flew is at fault by itself. Absent: as for the database. */
  readonly faultOf?: (error: unknown) => DatabaseFault | undefined;
  readonly log?: Log;
}
