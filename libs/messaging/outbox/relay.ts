import { setTimeout as pause } from 'node:timers/promises';
import { snapshotTopics, type Positions } from '#libs/contracts/index';
import type { Database } from '#libs/platform/database/database';
import type { Log } from '#libs/platform/process/log';
import type { AtStep } from '../at-step';
import { isOwner, type Ask } from '../healing/control-messages';
import { createHeadTeller } from '../healing/head-teller';
import { createRecoveryStore } from '../healing/recovery-store';
import { createRecovery } from '../healing/recovery';
import type { Bus } from '../kafka/bus';
import type { OutboxRow } from '../kafka/envelope';
import { createComparison } from './comparison';
import { createOutbox, type Outbox } from './outbox';
import { createPublisher } from './publish';
import { createPublishQueue } from './publish-queue';
import { createPositions } from './relay-positions';
import { createRelayStore, type RelayStore } from './relay-store';
import { repeat } from '../flights/repeat';
import { createUnconfirmedStreams } from './unconfirmed-streams';
import { watchOutbox } from './watch-outbox';
import { createWrittenPositions } from './written-positions';

export interface Relay {
  readonly outbox: Outbox;
  /** Publishes what an earlier process left behind, then follows this one. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** A reader lacks events of a stream, or wants to know its incarnation: both are published. */
  answer(ask: Ask): Promise<void>;
  /** The last numbers this process has given the shop's streams. */
  written(shopId: string): Positions | undefined;
  /** Notices that wait in memory, and streams that will be checked in the outbox. */
  stats(): { readonly waiting: number; readonly unconfirmed: number };
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
  /** How long published events are kept, those of settings left out, which are kept for ever. */
  readonly keepDays?: number;
}

/** Above this many waiting rows only the names of their streams are kept in memory, once each. */
const memoryLimit = 20_000;
const cursorEveryMs = 200;
const [recoveryEveryMs, headsEveryMs] = [1_000, 1_000];
const pruneEveryMs = 3_600_000;
const msPerDay = 24 * 3_600_000;
const stopLimitMs = 2_000;

/**
 * Publishes committed rows in order, each number once or more and none left out: it starts at a stored cursor that is never ahead, accepts the next
 * number only, and reads anything else from the outbox. Two relays of one service may run at once: readers see duplicates, never holes.
 */
export function createRelay(options: RelayOptions): Relay {
  const { log, sweepMs = 200, compareMs = 2_000, keepDays = 8 } = options;
  const store = createRelayStore(options.db);
  const recoveryStore = createRecoveryStore(options.db);
  const positions = createPositions(store);
  const unconfirmed = createUnconfirmedStreams();
  const written = createWrittenPositions();
  const teller = isOwner(options.service)
    ? createHeadTeller({ owner: options.service, bus: options.bus, store: recoveryStore })
    : undefined;
  const publisher = createPublisher({
    ...options,
    store,
    positions,
    again: (key) => queue.check(key),
    published: (rows) => teller?.published(rows),
  });
  const queue = createPublishQueue(options, publisher.publish);
  const recovery = createRecovery({ ...options, store: recoveryStore, positions, teller, check: queue.check });
  let running = false;
  const committed = (rows: readonly OutboxRow[]): void => {
    void options.atStep?.('after-commit');
    written.note(rows);
    if (running) rows.forEach(follow);
  };
  const follow = (row: OutboxRow): void => {
    unconfirmed.confirm(row);
    if (queue.waiting() < memoryLimit) queue.add(row);
    else unconfirmed.add(row);
  };
  const sweep = async (): Promise<void> => (queue.waiting() < memoryLimit ? unconfirmed.takeOlder(sweepMs) : []).forEach(queue.check);
  const loops = [
    repeat('relay cursors', cursorEveryMs, () => positions.flush(), log),
    repeat('relay sweep', sweepMs, sweep, log),
    repeat('relay comparison', compareMs, createComparison(store, positions, queue.check), log),
    repeat('recovery', recoveryEveryMs, recovery.round, log),
    repeat('heads', headsEveryMs, async () => teller?.round(), log),
    watchOutbox(options.db),
    repeat('outbox pruning', pruneEveryMs, () => pruneAll(store, keepDays * msPerDay), log),
  ];
  return {
    outbox: createOutbox({ appending: (streams) => streams.forEach(unconfirmed.add), committed }),
    start: async () => {
      running = true;
      for (const cursor of await store.behind()) queue.check(cursor);
      await recovery.begin();
      for (const loop of loops) loop.start();
    },
    stop: async () => {
      running = false;
      await Promise.all(loops.map((loop) => loop.stop()));
      await Promise.race([queue.idle(), pause(stopLimitMs, undefined, { ref: false })]);
      queue.stop();
      await positions.flush().catch((err: unknown) => log.warn({ err }, 'cursors were not written; some events will be published twice'));
    },
    answer: recovery.answer,
    written: written.of,
    stats: () => ({ waiting: queue.waiting(), unconfirmed: unconfirmed.count() }),
  };
}

async function pruneAll(store: RelayStore, keepMs: number): Promise<void> {
  const keep = [...snapshotTopics];
  while ((await store.prune(new Date(Date.now() - keepMs), keep, 1_000)) === 1_000) await pause(100);
}
