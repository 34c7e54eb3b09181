import type { DatabaseFault } from '#libs/platform/database/database-fault';

/**
 * `refuse`: nothing can be had; who has patience waits, the others are refused. `part`: the shops of the flight go on in lanes of their own.
 * `halve`: fewer at once. `replace`: the one command is at fault. `hold`: the one shop is held up.
 */
export type Judgement = 'refuse' | 'part' | 'halve' | 'replace' | 'hold';

/** A flight that has failed: how many flew, of how many shops (0 = shops do not matter), and whether of a lane that a single shop has for itself. */
export interface FailedFlight {
  readonly fault: DatabaseFault | undefined;
  readonly size: number;
  readonly shops: number;
  readonly alone: boolean;
}

/** What follows from a failure, so that only what is at fault bears it. */
export function judgeFailure({ fault, size, shops, alone }: FailedFlight): Judgement {
  if (fault === 'unavailable') return 'refuse';
  if (fault === undefined && size === 1) return 'replace';
  if (shops > 0 && !alone) return 'part';
  if (size > 1 && (fault === undefined || fault === 'slow')) return 'halve';
  return 'hold';
}
