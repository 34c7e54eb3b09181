import type { OutboxRow } from '../kafka/envelope';
import { keyOf, type Cursor, type RelayStore, type StreamKey } from './relay-store';

/** How far this process knows each stream of a shop to be published, and what of that the stored cursors do not say yet. */
export interface Positions {
  of(key: StreamKey): Cursor | undefined;
  /** Reads the stored cursors of streams met for the first time. */
  learn(keys: readonly StreamKey[]): Promise<void>;
  /** Moves past rows that Kafka has acknowledged. A stream whose generation is another by now was rewound: it begins further back. */
  published(rows: readonly OutboxRow[], generations: ReadonlyMap<string, number>): void;
  /** Writes the cursors that have moved. */
  flush(): Promise<void>;
  /** Takes a stored cursor over when an operator has rewound it; answers whether so. */
  adopt(stored: Cursor): boolean;
}

export function createPositions(store: RelayStore): Positions {
  const positions = new Map<string, Cursor>();
  const moved = new Map<string, Cursor>();
  return {
    of: (key) => positions.get(keyOf(key)),
    learn: async (keys) => {
      const unknown = keys.filter((key) => !positions.has(keyOf(key)));
      if (unknown.length === 0) return;
      for (const cursor of await store.cursors(unknown)) if (!positions.has(keyOf(cursor))) positions.set(keyOf(cursor), cursor);
    },
    published: (rows, generations) => {
      for (const [name, { stream, shopId, incarnation, seq }] of lastOfStreams(rows)) {
        const generation = generations.get(name) ?? 0;
        if (positions.get(name)?.generation !== generation) continue;
        const position = { stream, shopId, incarnation, seq, generation };
        positions.set(name, position);
        moved.set(name, position);
      }
    },
    flush: async () => {
      if (moved.size === 0) return;
      const batch = [...moved.values()];
      moved.clear();
      await store.advance(batch).catch((error: unknown) => {
        for (const cursor of batch) if (!moved.has(keyOf(cursor))) moved.set(keyOf(cursor), cursor);
        throw error;
      });
    },
    adopt: (stored) => {
      const mine = positions.get(keyOf(stored));
      if (!mine || mine.generation === stored.generation) return false;
      positions.set(keyOf(stored), stored);
      moved.delete(keyOf(stored));
      return true;
    },
  };
}

const lastOfStreams = (rows: readonly OutboxRow[]): Map<string, OutboxRow> => new Map(rows.map((row) => [keyOf(row), row]));
