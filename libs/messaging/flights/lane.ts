/** Who waits for a flight. */
export interface Passenger<C, R> {
  command: C;
  /** When it is refused if its shop is held up, by `performance.now()`; Infinity: never. */
  readonly until: number;
  /** The same, as long as it has not been in a flight: late enough for one try. */
  readonly untriedUntil: number;
  tried?: boolean;
  resolve(result: R): void;
  reject(error: unknown): void;
}

/** A queue whose flights follow each other: the common one, or one beside it for shops that have held up others. */
export interface Lane<C, R> {
  /** The shops of a lane beside the common one; null for the common one. */
  readonly shops: readonly string[] | null;
  queue: Passenger<C, R>[];
  /** How many may fly at once: halved where they fail by themselves, until the one at fault is alone. */
  limit: number;
  /** Its shop alone is held up, and why. */
  heldBy: unknown;
  /** How often in a row it has met a fault that passes by itself. */
  faults: number;
}

export const newLane = <C, R>(shops: readonly string[] | null, limit: number): Lane<C, R> => ({
  shops,
  queue: [],
  limit,
  heldBy: undefined,
  faults: 0,
});

const largestParts = 8;

/** Parts shops that fly together into at most eight groups, so that whoever holds up the others is alone after a few flights. */
export function partsOf(shops: readonly string[]): string[][] {
  const size = Math.ceil(shops.length / largestParts);
  return Array.from({ length: Math.ceil(shops.length / size) }, (_, part) => shops.slice(part * size, (part + 1) * size));
}
