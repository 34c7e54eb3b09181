/** Where a client called from, as the gateway saw it; null what it did not see. */
export interface CalledFrom {
  readonly address: string | null;
  readonly userAgent: string | null;
}

export const fromNowhere: CalledFrom = { address: null, userAgent: null };

/** What a gateway says of it; an older one says nothing. */
export function readCalledFrom(said: unknown): CalledFrom {
  const { address, userAgent } = (said ?? {}) as Partial<Record<keyof CalledFrom, unknown>>;
  return { address: textOf(address), userAgent: textOf(userAgent) };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
