import type { Lane } from './lane';

/** How long a flight of several shops waits for a lock: as long as three flights take, within these bounds. A shop that is alone waits longer. */
const [shortestLockMs, longestSharedLockMs, longestLockMs] = [75, 300, 500];
const [firstFaultPauseMs, longestFaultPauseMs] = [50, 1_000];

/** How long the flights of one kind take, and what follows from it. */
export interface Tempo {
  landed(tookMs: number): void;
  /** How long a flight of several shops waits for a lock. */
  sharedLockMs(): number;
  /** How long the next flight of a lane does. */
  lockMs(lane: Pick<Lane<never, never>, 'heldBy' | 'faults'> & { readonly queue: readonly { readonly until: number }[] }): number;
}

export function createTempo(): Tempo {
  let usualMs = 0;
  const sharedLockMs = (): number => Math.ceil(Math.min(Math.max(3 * usualMs, shortestLockMs), longestSharedLockMs));
  return {
    landed: (tookMs) => {
      usualMs = usualMs * 0.8 + tookMs * 0.2;
    },
    lockMs: ({ heldBy, faults, queue }) => {
      if (heldBy === undefined) return sharedLockMs();
      const patience = (queue[0]?.until ?? Infinity) - performance.now();
      return Math.ceil(Math.max(sharedLockMs(), Math.min(sharedLockMs() * 2 ** faults, longestLockMs, patience)));
    },
    sharedLockMs,
  };
}

/** How long to wait after so many faults in a row. */
export const faultPauseMs = (faults: number): number =>
  faults === 0 ? 0 : Math.min(firstFaultPauseMs * 2 ** (faults - 1), longestFaultPauseMs) * (0.75 + Math.random() / 2);
