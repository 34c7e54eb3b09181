import type { Lane } from './lane';

const longestPauseMs = 30;
const busyWithinMs = 25;
/** How long a flight of several shops waits for a lock: as long as three flights take, within these bounds. A shop that is alone waits longer. */
const [shortestLockMs, longestSharedLockMs, longestLockMs] = [75, 300, 800];
const [firstFaultPauseMs, longestFaultPauseMs] = [50, 2_000];

/** How long the flights of one kind take, and what follows from it. */
export interface Tempo {
  landed(passengers: number, tookMs: number): void;
  /** How long the next common flight waits for company: not at all behind a flight without. */
  batchingPauseMs(): number;
  /** How long a flight of several shops waits for a lock. */
  sharedLockMs(): number;
  /** How long the next flight of a lane does. */
  lockMs(lane: Pick<Lane<never, never>, 'heldBy' | 'faults'> & { readonly queue: readonly { readonly until: number }[] }): number;
}

export function createTempo(): Tempo {
  let usualMs = 0;
  let last = { passengers: 0, tookMs: 0, landedAt: 0 };
  const sharedLockMs = (): number => Math.ceil(Math.min(Math.max(3 * usualMs, shortestLockMs), longestSharedLockMs));
  return {
    landed: (passengers, tookMs) => {
      last = { passengers, tookMs, landedAt: performance.now() };
      usualMs = usualMs * 0.8 + tookMs * 0.2;
    },
    batchingPauseMs: () => {
      const busy = last.passengers > 1 && performance.now() - last.landedAt < busyWithinMs;
      return busy ? Math.min(last.tookMs, longestPauseMs) : 0;
    },
    lockMs: ({ heldBy, faults, queue }) => {
      if (heldBy === undefined) return sharedLockMs();
      const patience = (queue[0]?.until ?? Infinity) - performance.now();
      return Math.ceil(Math.max(1, Math.min(sharedLockMs() * 2 ** faults, longestLockMs, patience)));
    },
    sharedLockMs,
  };
}

/** How long to wait after so many faults in a row. */
export const faultPauseMs = (faults: number): number =>
  faults === 0 ? 0 : Math.min(firstFaultPauseMs * 2 ** (faults - 1), longestFaultPauseMs) * (0.75 + Math.random() / 2);
