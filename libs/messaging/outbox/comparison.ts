import type { Positions } from './relay-positions';
import { keyOf, type Cursor, type RelayStore, type StreamKey } from './relay-store';

/** The comparison reads all streams of all shops; where that is dear it is done less often, so that it takes this share of the time at most. */
const largestShare = 0.05;

/**
 * Finds streams whose cursor stays behind their counter: rows of a process that died, or a cursor an operator has rewound.
 * A stream is taken over only when its cursor has not moved since the last comparison, since another process may just be publishing it.
 */
export function createComparison(store: RelayStore, positions: Positions, check: (key: StreamKey) => void): () => Promise<void> {
  let before = new Map<string, Cursor>();
  let notBefore = 0;
  return async () => {
    const startedAt = performance.now();
    if (startedAt < notBefore) return;
    const behind = await store.behind();
    for (const cursor of behind) {
      const last = before.get(keyOf(cursor));
      const unmoved = last !== undefined && last.seq === cursor.seq && last.incarnation === cursor.incarnation;
      if (positions.adopt(cursor) || unmoved) check(cursor);
    }
    before = new Map(behind.map((cursor) => [keyOf(cursor), cursor]));
    const endedAt = performance.now();
    notBefore = endedAt + (endedAt - startedAt) / largestShare;
  };
}
