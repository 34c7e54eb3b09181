/** A storm of sessions: what happens to whom follows from the seed; when, from how fast the system answers. */
export interface StormPlan {
  readonly seed: number;
  readonly shops: number;
  readonly agentsPerShop: number;
  readonly capacity: number;
  readonly sessions: number;
  readonly sessionsPerSecond: number;
  /** Whether every second shop has groups, and crowds and new customers who come first. */
  readonly grouped: boolean;
  /** Whether routing processes are killed and frozen meanwhile. */
  readonly faults: boolean;
  /** Nobody may wait longer than this beside a free agent. */
  readonly idleLimitMs: number;
  /** After this the storm is given up. */
  readonly limitMs: number;
}

export type Random = () => number;

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const between = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from));
