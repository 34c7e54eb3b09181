import { setTimeout as pause } from 'node:timers/promises';
import { snapshotTopics } from '#libs/contracts/index';
import type { Database } from '#libs/platform/database/database';
import type { Log } from '#libs/platform/process/log';
import type { AtStep } from '../at-step';
import type { Bus } from '../kafka/bus';
import { createComparison } from './comparison';
import { createDoubts } from './doubts';
import { createFlights } from '../flights/flights';
import { createOutbox, type Outbox } from './outbox';
import { rowsPerProduce } from '../kafka/produce-chunks';
import { createPublisher, type Notice } from './publish';
import { createPositions } from './relay-positions';
import { createRelayStore, keyOf, type RelayStore, type StreamKey } from './relay-store';
import { repeat } from '../flights/repeat';

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
const cursorEveryMs = 200;
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
  const positions = createPositions(store);
  const doubts = createDoubts();
  const looks = new Set<string>();
  const publisher = createPublisher({ ...options, store, positions, stopped: () => state.stopped, again: (key) => look(key) });
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
  const look = (key: StreamKey): void => {
    if (looks.has(keyOf(key))) return;
    looks.add(keyOf(key));
    board({ stream: key.stream, shopId: key.shopId });
  };
  const outbox = createOutbox({
    appending: (streams) => streams.forEach(doubts.add),
    committed: (rows) => {
      void options.atStep?.('after-commit');
      for (const row of rows) {
        doubts.settle(row);
        if (flights.waiting() < memoryLimit) board({ stream: row.stream, shopId: row.shopId, row });
        else doubts.add(row);
      }
    },
  });
  const sweep = async (): Promise<void> => (flights.waiting() < memoryLimit ? doubts.takeOlder(sweepMs) : []).forEach(look);
  const loops = [
    repeat('relay cursors', cursorEveryMs, () => positions.flush(), log),
    repeat('relay sweep', sweepMs, sweep, log),
    repeat('relay comparison', compareMs, createComparison(store, positions, look), log),
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
      await positions.flush().catch((err: unknown) => log.warn({ err }, 'cursors were not written; some events will be published twice'));
    },
    stats: () => ({ waiting: flights.waiting(), doubtful: doubts.count() }),
  };
}

async function pruneAll(store: RelayStore): Promise<void> {
  const keep = [...snapshotTopics];
  while ((await store.prune(new Date(Date.now() - keepMs), keep, 1_000)) === 1_000) await pause(100);
}
