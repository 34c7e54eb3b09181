import { setTimeout as pause } from 'node:timers/promises';
import { snapshotTopics } from '#libs/contracts/index';
import type { Database } from '#libs/platform/database';
import type { Log } from '#libs/platform/log';
import type { AtStep } from './at-step';
import type { Bus } from './bus';
import { createFlights } from './flights';
import { createOutbox, type Outbox } from './outbox';
import { rowsPerProduce } from './produce-chunks';
import { createPublisher, type Notice, type Publisher } from './publish';
import { createRelayStore, keyOf, type Cursor, type RelayStore, type StreamKey } from './relay-store';
import { repeat } from './repeat';

export interface Relay {
  readonly outbox: Outbox;
  /** Publishes what an earlier process left behind, then follows this one. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Notices that wait in memory, and streams that will be looked at in the outbox. */
  stats(): { readonly waiting: number; readonly doubtful: number };
}

export interface RelayOptions {
  readonly service: string;
  /** The worker role's connections: the relay works for all shops. */
  readonly db: Database;
  readonly bus: Bus;
  readonly log: Log;
  readonly atStep?: AtStep;
  readonly sweepMs?: number;
  readonly compareMs?: number;
}

/** Above this many waiting rows only the names of their streams are kept in memory, once each. */
const memoryLimit = 20_000;
const cursorEveryMs = 50;
const pruneEveryMs = 3_600_000;
const keepMs = 8 * 24 * 3_600_000;

/**
 * Publishes committed rows in order, each number once or more and none left out: it starts at a stored cursor that is never ahead, accepts the next
 * number only, and reads anything else from the outbox. Two relays of one service may run at once: readers see duplicates, never holes.
 */
export function createRelay(options: RelayOptions): Relay {
  const { log, sweepMs = 200, compareMs = 2_000 } = options;
  const store = createRelayStore(options.db);
  const state = { started: false, stopped: false };
  /** Streams with rows whose fate or content this process does not hold, since when: the outbox will tell. */
  const doubts = new Map<string, { key: StreamKey; since: number }>();
  const looks = new Set<string>();

  const publisher = createPublisher({ ...options, store, stopped: () => state.stopped, again: (key) => look(key) });
  const flights = createFlights<Notice, void>({
    limit: rowsPerProduce,
    fly: async (notices) => {
      for (const notice of notices) if (!notice.row) looks.delete(keyOf(notice));
      await publisher.publish(notices);
      return notices.map(() => undefined);
    },
  });
  const board = (notice: Notice): void => {
    if (state.started && !state.stopped)
      flights.submit(notice).catch((err: unknown) => log.error({ err }, 'the relay gave a row up; the comparison will find it'));
  };
  /** One look at a stream waits at most, however long the broker is away. */
  const look = ({ stream, shopId }: StreamKey): void => {
    const key = { stream, shopId };
    if (looks.has(keyOf(key))) return;
    looks.add(keyOf(key));
    board(key);
  };
  const doubt = ({ stream, shopId }: StreamKey): void => {
    const key = { stream, shopId };
    if (!doubts.has(keyOf(key))) doubts.set(keyOf(key), { key, since: Date.now() });
  };
  const outbox = createOutbox({
    appending: (streams) => streams.forEach(doubt),
    committed: (rows) => {
      void options.atStep?.('after-commit');
      for (const row of rows) {
        doubts.delete(keyOf(row));
        if (flights.waiting() < memoryLimit) board({ stream: row.stream, shopId: row.shopId, row });
        else doubt(row);
      }
    },
  });
  const sweep = (): void => {
    if (flights.waiting() >= memoryLimit) return;
    for (const [name, { key, since }] of doubts) {
      if (since > Date.now() - sweepMs) continue;
      doubts.delete(name);
      look(key);
    }
  };
  const loops = [
    repeat('relay cursors', cursorEveryMs, () => publisher.flush(), log),
    repeat('relay sweep', sweepMs, async () => sweep(), log),
    repeat('relay comparison', compareMs, createComparison(store, publisher, look), log),
    repeat('outbox pruning', pruneEveryMs, () => pruneAll(store), log),
  ];
  return {
    outbox,
    start: async () => {
      state.started = true;
      for (const cursor of await store.behind()) look(cursor);
      for (const loop of loops) loop.start();
    },
    stop: async () => {
      state.stopped = true;
      await Promise.all(loops.map((loop) => loop.stop()));
      await Promise.race([flights.idle(), pause(2_000, undefined, { ref: false })]);
      await publisher.flush().catch((err: unknown) => log.warn({ err }, 'cursors were not written; some events will be published twice'));
    },
    stats: () => ({ waiting: flights.waiting(), doubtful: doubts.size }),
  };
}

/**
 * Finds streams whose cursor stays behind their counter: rows of a process that died, or a cursor an operator has rewound.
 * A stream is taken over only when its cursor has not moved since the last look, since another process may just be publishing it.
 */
function createComparison(store: RelayStore, publisher: Publisher, look: (key: StreamKey) => void): () => Promise<void> {
  let before = new Map<string, Cursor>();
  return async () => {
    const behind = await store.behind();
    for (const cursor of behind) {
      const last = before.get(keyOf(cursor));
      const stands = last !== undefined && last.seq === cursor.seq && last.incarnation === cursor.incarnation;
      if (publisher.adopt(cursor) || stands) look(cursor);
    }
    before = new Map(behind.map((cursor) => [keyOf(cursor), cursor]));
  };
}

async function pruneAll(store: RelayStore): Promise<void> {
  const keep = [...snapshotTopics];
  while ((await store.prune(new Date(Date.now() - keepMs), keep, 1_000)) === 1_000) await pause(100);
}
