import type { Log } from '#libs/platform/process/log';
import type { AtStep } from '../at-step';
import type { Bus } from '../kafka/bus';
import type { OutboxRow } from '../kafka/envelope';
import { batchesOf, chunksOf, rowsPerProduce } from '../kafka/produce-chunks';
import type { Positions } from './relay-positions';
import { keyOf, type Cursor, type RelayStore, type StreamKey } from './relay-store';
import { byPosition, contiguous } from './stream-position';
import { tracedRows } from './traced-rows';

/** A row to publish, or only the news that a stream has some that must be read from the outbox. */
export type Notice = StreamKey & { readonly row?: OutboxRow };

export interface Publisher {
  /** Publishes what the notices name and is next. Rejects when the broker or the database cannot be had; then the same notices are published again. */
  publish(notices: readonly Notice[]): Promise<void>;
}

export interface PublisherOptions {
  readonly service: string;
  readonly bus: Bus;
  readonly store: RelayStore;
  readonly positions: Positions;
  readonly log: Log;
  readonly atStep?: AtStep;
  /** Told of rows that the broker has acknowledged. */
  readonly published: (rows: readonly OutboxRow[]) => void;
  /** Asks for another check of a stream whose rows did not all fit. */
  readonly again: (key: StreamKey) => void;
}

/** When many streams are read at once, each gives at least so many rows. */
const rowsPerStream = 20;
/** So long after another process was met on a stream, cursors are written at once, so that it need not publish what is published. */
const sharedMs = 10_000;

/** The relay's hands: the next rows of each stream, published in order. */
export function createPublisher(options: PublisherOptions): Publisher {
  const { store, positions, bus, log } = options;
  let sharedUntil = 0;

  const read = async (from: readonly Cursor[]): Promise<readonly OutboxRow[]> => {
    if (from.length === 0) return [];
    const limit = Math.max(rowsPerStream, Math.ceil(rowsPerProduce / from.length));
    const rows = await store.unpublished(from, limit);
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
    for (const cursor of from) if (counts.get(keyOf(cursor)) === limit) options.again(cursor);
    return rows;
  };
  const produce = async (rows: readonly OutboxRow[], generations: ReadonlyMap<string, number>): Promise<void> => {
    await tracedRows(rows, (traced) => bus.produce(batchesOf(options.service, traced)));
    await options.atStep?.('after-publish');
    positions.published(rows, generations);
    options.published(rows);
    // Nobody waits for it: one cursor that is held may not hold up what comes next.
    if (performance.now() < sharedUntil) positions.flush().catch((err: unknown) => log.debug({ err }, 'cursors are written later'));
  };
  return {
    publish: async (notices) => {
      const streams = groupByStream(notices);
      await positions.learn(streams.map(({ key }) => key));
      const ready: OutboxRow[] = [];
      const fromOutbox: Cursor[] = [];
      const generations = new Map<string, number>();
      for (const { key, rows, check } of streams) {
        const position = positions.of(key);
        if (!position) continue;
        generations.set(keyOf(key), position.generation);
        const run = contiguous(position, rows.sort(byPosition));
        if (run.hole) sharedUntil = performance.now() + sharedMs;
        if (check || run.hole) fromOutbox.push(position);
        else ready.push(...run.ready);
      }
      ready.push(...(await read(fromOutbox)));
      for (const chunk of chunksOf(ready)) await produce(chunk, generations);
    },
  };
}

interface StreamNotices {
  readonly key: StreamKey;
  readonly rows: OutboxRow[];
  /** Not all of its rows are here: they are read from the outbox. */
  check: boolean;
}

function groupByStream(notices: readonly Notice[]): StreamNotices[] {
  const streams = new Map<string, StreamNotices>();
  for (const { row, stream, shopId } of notices) {
    const key = { stream, shopId };
    const entry = streams.get(keyOf(key)) ?? { key, rows: [], check: false };
    streams.set(keyOf(key), entry);
    if (row) entry.rows.push(row);
    else entry.check = true;
  }
  return [...streams.values()];
}
