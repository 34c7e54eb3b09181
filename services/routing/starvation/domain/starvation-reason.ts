/** Why a flight has not given a waiting buyer to an agent with room. */
export type StarvationReason = 'WRONG_COUNT' | 'WRONG_LOAD' | 'NOT_NOTICED' | 'HELD_UP' | 'NOT_MOVED';

/** What a repair has found. */
export interface Recounted {
  /** Whether other numbers of waiting buyers stood in the shop's row than wait. */
  readonly counts: boolean;
  /** Whether an agent had another load than sessions. */
  readonly loads: boolean;
}

/** `tries`: how often the shop was recounted and woken for the same buyer already. */
export function reasonOf({ counts, loads }: Recounted, tries: number): StarvationReason {
  if (counts) return 'WRONG_COUNT';
  if (loads) return 'WRONG_LOAD';
  return tries === 0 ? 'NOT_NOTICED' : 'NOT_MOVED';
}
