import type { Log } from '#libs/platform/log';
import type { AtStep } from './at-step';
import type { Bus } from './bus';
import type { OutboxRow } from './envelope';
import { batchesOf, chunksOf, rowsPerProduce } from './produce-chunks';
import { keyOf, type Cursor, type RelayStore, type StreamKey } from './relay-store';
import { untilDone } from './repeat';
import { byPosition, contiguous } from './stream-position';

/** A row to publish, or only the news that a stream has some that must be read from the outbox. */
export type Notice = StreamKey & { readonly row?: OutboxRow };

export interface Publisher {
  /** Publishes what the notices name and is next; tries again until the broker and the database have answered, or until stopped. */
  publish(notices: readonly Notice[]): Promise<void>;
  /** Writes the cursors that have moved. */
  flush(): Promise<void>;
  /** Takes a stored cursor over when an operator has rewound it; answers whether so. */
  adopt(stored: Cursor): boolean;
}

export interface PublisherOptions {
  readonly service: string;
  readonly bus: Bus;
  readonly store: RelayStore;
  readonly log: Log;
  readonly atStep?: AtStep;
  readonly stopped: () => boolean;
  /** Asks for another look at a stream whose rows did not all fit. */
  readonly again: (key: StreamKey) => void;
}

/** When many streams are read at once, each gives at least so many rows. */
const rowsPerStream = 20;

/** The relay's hands: positions per stream and shop, and the one produce that is in flight. */
export function createPublisher(options: PublisherOptions): Publisher {
  const { store, bus, log, stopped } = options;
  const positions = new Map<string, Cursor>();
  const moved = new Map<string, Cursor>();
  const retry = <T>(what: string, run: () => Promise<T>): Promise<T | undefined> => untilDone(what, run, log, stopped);

  const learn = async (keys: readonly StreamKey[]): Promise<void> => {
    const unknown = keys.filter((key) => !positions.has(keyOf(key)));
    if (unknown.length === 0) return;
    const found = await retry('reading cursors', () => store.cursors(unknown));
    for (const cursor of found ?? []) if (!positions.has(keyOf(cursor))) positions.set(keyOf(cursor), cursor);
  };
  const read = async (from: readonly Cursor[]): Promise<readonly OutboxRow[]> => {
    if (from.length === 0) return [];
    const limit = Math.max(rowsPerStream, Math.ceil(rowsPerProduce / from.length));
    const rows = (await retry('reading the outbox', () => store.unpublished(from, limit))) ?? [];
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
    for (const cursor of from) if (counts.get(keyOf(cursor)) === limit) options.again(cursor);
    return rows;
  };
  const produce = async (rows: readonly OutboxRow[], generations: ReadonlyMap<string, number>): Promise<boolean> => {
    const sent = await retry('publishing', () => bus.produce(batchesOf(options.service, rows)).then(() => true));
    if (!sent) return false;
    await options.atStep?.('after-publish');
    for (const row of rows) {
      const generation = generations.get(keyOf(row)) ?? 0;
      // Rewound meanwhile: this position is the old one's, the new one begins further back.
      if (positions.get(keyOf(row))?.generation !== generation) continue;
      const position = { stream: row.stream, shopId: row.shopId, incarnation: row.incarnation, seq: row.seq, generation };
      positions.set(keyOf(row), position);
      moved.set(keyOf(row), position);
    }
    return true;
  };
  return {
    publish: async (notices) => {
      const streams = groupByStream(notices);
      await learn(streams.map(({ key }) => key));
      const ready: OutboxRow[] = [];
      const fromOutbox: Cursor[] = [];
      const generations = new Map<string, number>();
      for (const { key, rows, look } of streams) {
        const position = positions.get(keyOf(key));
        if (!position) continue;
        generations.set(keyOf(key), position.generation);
        const run = contiguous(position, [...rows].sort(byPosition));
        if (look || run.hole) fromOutbox.push(position);
        else ready.push(...run.ready);
      }
      ready.push(...(await read(fromOutbox)));
      for (const chunk of chunksOf(ready)) if (!(await produce(chunk, generations))) return;
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

function groupByStream(notices: readonly Notice[]): { key: StreamKey; rows: OutboxRow[]; look: boolean }[] {
  const streams = new Map<string, { key: StreamKey; rows: OutboxRow[]; look: boolean }>();
  for (const { row, stream, shopId } of notices) {
    const key = { stream, shopId };
    const entry = streams.get(keyOf(key)) ?? { key, rows: [], look: false };
    streams.set(keyOf(key), entry);
    if (row) entry.rows.push(row);
    else entry.look = true;
  }
  return [...streams.values()];
}
