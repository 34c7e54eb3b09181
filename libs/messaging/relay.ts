import { setTimeout as pause } from 'node:timers/promises';
import { snapshotTopics } from '#libs/contracts/index';
import type { Database } from '#libs/platform/database';
import type { Log } from '#libs/platform/log';
import type { AtStep } from './at-step';
import type { Bus } from './bus';
import { toWire, type OutboxRow, type WireMessage } from './envelope';
import { createFlights } from './flights';
import { createOutbox, type Outbox } from './outbox';
import { createRelayStore, type Cursor, type RelayStore, type StreamKey } from './relay-store';
import { contiguous } from './stream-position';
import { repeat, untilDone } from './repeat';

export interface Relay {
  readonly outbox: Outbox;
  /** Publishes what an earlier process left behind, then follows this one. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface RelayOptions {
  readonly service: string;
  /** The worker role's connections: the relay works for all shops. */
  readonly db: Database;
  readonly bus: Bus;
  readonly log: Log;
  readonly atStep?: AtStep;
}

/** A row to publish, or only the news that a stream has some that must be read from the outbox. */
type Notice = StreamKey & { readonly row?: OutboxRow };

const rowsPerProduce = 1_000;
/** Above this many waiting rows only the names of their streams are kept in memory, once each. */
const memoryLimit = 20_000;
const cursorEveryMs = 50;
const sweepEveryMs = 200;
const compareEveryMs = 2_000;
const pruneEveryMs = 3_600_000;
const keepMs = 8 * 24 * 3_600_000;
const breathMs = 2;

const keyOf = ({ stream, shopId }: StreamKey): string => `${stream} ${shopId}`;

/**
 * Publishes committed rows in order, each number once or more and none left out: it starts at a stored cursor that is never ahead, accepts the next
 * number only, and reads anything else from the outbox. Two relays of one service may run at once: readers see duplicates, never holes.
 */
export function createRelay(options: RelayOptions): Relay {
  const { log } = options;
  const store = createRelayStore(options.db);
  const positions = new Map<string, Cursor>();
  const moved = new Map<string, Cursor>();
  const uncertain = new Map<string, { key: StreamKey; since: number }>();
  const state = { started: false, stopped: false };

  const fly = async (notices: readonly Notice[]): Promise<readonly void[]> => {
    await publish(notices, { ...options, store, positions, moved, stopped: () => state.stopped, again: (key) => notice(key) });
    if (flights.waiting() > 0) await pause(breathMs);
    return notices.map(() => undefined);
  };
  const flights = createFlights<Notice, void>({ limit: rowsPerProduce, fly });
  const notice = (item: Notice): void => {
    if (state.started && !state.stopped)
      flights.submit(item).catch((err: unknown) => log.error({ err }, 'the relay gave a row up; the comparison will find it'));
  };
  const outbox = createOutbox({
    appending: (streams) => {
      for (const key of streams) doubt(key);
    },
    committed: (rows) => {
      for (const row of rows) {
        uncertain.delete(keyOf(row));
        if (flights.waiting() < memoryLimit) notice({ stream: row.stream, shopId: row.shopId, row });
        else doubt(row);
      }
    },
  });
  const doubt = ({ stream, shopId }: StreamKey): void => {
    const name = keyOf({ stream, shopId });
    if (!uncertain.has(name)) uncertain.set(name, { key: { stream, shopId }, since: Date.now() });
  };
  const flushCursors = async (): Promise<void> => {
    if (moved.size === 0) return;
    const batch = [...moved.values()];
    moved.clear();
    await store.advance(batch).catch((error: unknown) => {
      for (const cursor of batch) if (!moved.has(keyOf(cursor))) moved.set(keyOf(cursor), cursor);
      throw error;
    });
  };
  const sweep = (): void => {
    if (flights.waiting() >= memoryLimit) return;
    const limit = Date.now() - sweepEveryMs;
    for (const [name, { key, since }] of uncertain) {
      if (since > limit) continue;
      uncertain.delete(name);
      notice(key);
    }
  };
  const compare = createComparison(store, positions, notice);
  const loops = [
    repeat('relay cursors', cursorEveryMs, flushCursors, log),
    repeat('relay sweep', sweepEveryMs, async () => sweep(), log),
    repeat('relay comparison', compareEveryMs, compare, log),
    repeat('outbox pruning', pruneEveryMs, () => pruneAll(store), log),
  ];
  return {
    outbox,
    start: async () => {
      const left = await store.behind();
      state.started = true;
      for (const cursor of left) notice({ stream: cursor.stream, shopId: cursor.shopId });
      for (const loop of loops) loop.start();
    },
    stop: async () => {
      state.stopped = true;
      await Promise.all(loops.map((loop) => loop.stop()));
      await Promise.race([flights.idle(), pause(2_000, undefined, { ref: false })]);
      await flushCursors().catch((err: unknown) => log.warn({ err }, 'cursors were not written; some events will be published twice'));
    },
  };
}

interface Publishing {
  readonly service: string;
  readonly bus: Bus;
  readonly log: Log;
  readonly atStep?: AtStep;
  readonly store: RelayStore;
  readonly positions: Map<string, Cursor>;
  readonly moved: Map<string, Cursor>;
  readonly stopped: () => boolean;
  /** Asks for another look at a stream whose rows did not all fit. */
  readonly again: (key: StreamKey) => void;
}

async function publish(notices: readonly Notice[], to: Publishing): Promise<void> {
  const byKey = new Map<string, { key: StreamKey; rows: OutboxRow[]; read: boolean }>();
  for (const { row, ...key } of notices) {
    const entry = byKey.get(keyOf(key)) ?? { key, rows: [], read: false };
    byKey.set(keyOf(key), entry);
    if (row) entry.rows.push(row);
    else entry.read = true;
  }
  const retry = <T>(what: string, run: () => Promise<T>): Promise<T | undefined> => untilDone(what, run, to.log, to.stopped);
  const unknown = [...byKey.values()].filter(({ key }) => !to.positions.has(keyOf(key))).map(({ key }) => key);
  if (unknown.length > 0) {
    for (const cursor of (await retry('reading cursors', () => to.store.cursors(unknown))) ?? []) to.positions.set(keyOf(cursor), cursor);
  }
  const ready: OutboxRow[] = [];
  const fromOutbox: Cursor[] = [];
  for (const [name, entry] of byKey) {
    const position = to.positions.get(name);
    if (!position) continue;
    const run = contiguous(position, entry.rows);
    if (entry.read || run.hole) fromOutbox.push(position);
    else ready.push(...run.ready);
  }
  if (fromOutbox.length > 0) {
    const rows = (await retry('reading the outbox', () => to.store.unpublished(fromOutbox, rowsPerProduce))) ?? [];
    ready.push(...rows);
    for (const cursor of fromOutbox) if (rows.filter((row) => keyOf(row) === keyOf(cursor)).length === rowsPerProduce) to.again(cursor);
  }
  if (ready.length === 0) return;
  const sent = await retry('publishing', async () => {
    await to.bus.produce(batchesOf(to.service, ready));
    return true;
  });
  if (!sent) return;
  await to.atStep?.('after-publish');
  for (const row of ready) {
    const generation = to.positions.get(keyOf(row))?.generation ?? 0;
    const position = { stream: row.stream, shopId: row.shopId, incarnation: row.incarnation, seq: row.seq, generation };
    to.positions.set(keyOf(row), position);
    to.moved.set(keyOf(row), position);
  }
}

function batchesOf(service: string, rows: readonly OutboxRow[]): Map<string, WireMessage[]> {
  const batches = new Map<string, WireMessage[]>();
  for (const row of rows) {
    const batch = batches.get(row.stream) ?? [];
    batch.push(toWire(service, row));
    batches.set(row.stream, batch);
  }
  return batches;
}

/**
 * Finds streams whose cursor stays behind their counter: rows of a process that died, or a cursor an operator has rewound.
 * A stream is taken over only when its cursor has not moved since the last look, since another process may just be publishing it.
 */
function createComparison(store: RelayStore, positions: Map<string, Cursor>, notice: (key: StreamKey) => void): () => Promise<void> {
  let before = new Map<string, Cursor>();
  return async () => {
    const behind = await store.behind();
    for (const cursor of behind) {
      const [mine, last] = [positions.get(keyOf(cursor)), before.get(keyOf(cursor))];
      const rewound = mine !== undefined && mine.generation !== cursor.generation;
      if (rewound) positions.set(keyOf(cursor), cursor);
      if (rewound || (last && last.seq === cursor.seq && last.incarnation === cursor.incarnation))
        notice({ stream: cursor.stream, shopId: cursor.shopId });
    }
    before = new Map(behind.map((cursor) => [keyOf(cursor), cursor]));
  };
}

async function pruneAll(store: RelayStore): Promise<void> {
  const keep = [...snapshotTopics];
  while ((await store.prune(new Date(Date.now() - keepMs), keep, 1_000)) === 1_000) await pause(100);
}
