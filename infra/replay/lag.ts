/** Where a partition begins and ends, and how far a group has come in it (−1 = it never wrote a position). */
export interface PartitionPosition {
  readonly low: bigint;
  readonly high: bigint;
  readonly committed: bigint;
}

/** How many records the group has not worked off yet. */
export function lagOf(positions: readonly PartitionPosition[]): bigint {
  return positions.reduce((sum, { low, high, committed }) => {
    const from = committed < low ? low : committed;
    return sum + (high > from ? high - from : 0n);
  }, 0n);
}
