/** Something that is due for a session. `turn`: of which of its times with an agent; one that is over makes it void. */
export interface Due {
  readonly atMs: number;
  readonly sessionId: string;
  readonly kind: 'HOLD' | 'END';
  readonly turn: number;
}

/** What is due, earliest first; of one instant in the order it was put in. */
export interface DueList {
  put(due: Due): void;
  /** The instant of the first; Infinity: nothing is due. */
  nextMs(): number;
  take(): Due | undefined;
}

export function dueList(): DueList {
  const all: Due[] = [];
  const positionOf = (atMs: number): number => {
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      // The end of the list is the first to be taken.
      if (all[middle]!.atMs >= atMs) low = middle + 1;
      else high = middle;
    }
    while (low > 0 && all[low - 1]!.atMs === atMs) low -= 1;
    return low;
  };
  return {
    put: (due) => void all.splice(positionOf(due.atMs), 0, due),
    nextMs: () => all.at(-1)?.atMs ?? Infinity,
    take: () => all.pop(),
  };
}
