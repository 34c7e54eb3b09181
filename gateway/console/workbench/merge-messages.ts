interface Numbered {
  readonly ordinal: number;
}

/** Two stretches of a talk as one, in order, each message once; where both have it, as the later stretch has it. */
export function mergeMessages<T extends Numbered>(earlier: readonly T[], later: readonly T[]): readonly T[] {
  const byOrdinal = new Map([...earlier, ...later].map((message) => [message.ordinal, message]));
  return [...byOrdinal.values()].sort((a, b) => a.ordinal - b.ordinal);
}
