import { setTimeout as pause } from 'node:timers/promises';
import type { EachBatchPayload } from 'kafkajs';
import type { Database } from '#libs/platform/database/database';
import type { Log } from '#libs/platform/process/log';
import { applyEvents } from './apply-events';
import type { AtStep } from '../at-step';
import type { Bus } from '../kafka/bus';
import { createBreath } from '../kafka/breath';
import { createFlights } from '../flights/flights';
import { createGapAlarm } from './gap-alarm';
import { createGroupMember } from '../kafka/group-member';
import { topicsOf, type Consumes } from './handlers';
import type { InboxEvent } from './inbox-event';
import { createOffsets } from '../kafka/offsets';
import type { Outbox } from '../outbox/outbox';
import { readEvent } from './read-event';
import { repeat } from '../flights/repeat';
import { loadAsked } from './replays';
import { createWatchdog, type Progress } from './watchdog';

export interface ConsumerOptions {
  readonly service: string;
  readonly bus: Bus;
  readonly db: Database;
  /** The worker role's connections: gaps and replays are looked for across shops. */
  readonly workerDb: Database;
  readonly outbox: Outbox;
  readonly consumes: Consumes;
  readonly log: Log;
  readonly atStep?: AtStep;
  /** The shortest pause after a fetch under load, so that the next one brings more: longer is cheaper and later. */
  readonly breathMs?: number | undefined;
  /** The consumer has stopped for good or hangs: the process must end and be started anew. */
  readonly onFatal: (reason: string, error?: unknown) => void;
}

export interface EventConsumer {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Events taken from Kafka and not yet applied, and how many were dealt with since the start. */
  stats(): { readonly open: number; readonly done: number };
}

const eventsPerFlight = 500;
const queueLimit = 5_000;
const offsetsEveryMs = 500;
const careEveryMs = 2_000;

/** The group of a service; its committed offsets tell how far it is. */
export const groupOf = (service: string): string => `jiedai-${service}`;

/**
 * Consumes in flights: `eachBatch` only appends to a queue and returns, so that the client fetches on; a flight takes events of all partitions into
 * one transaction. Kafka's offsets follow the database lazily. Duplicates, replays and two owners of one partition are the inbox's business.
 */
export function createConsumer(options: ConsumerOptions): EventConsumer {
  const { log } = options;
  const topics = topicsOf(options.consumes);
  const progress: Progress = { open: 0, landedAt: Date.now(), faultAt: 0 };
  const state = { stopped: false, done: 0 };
  const queue = createQueue(options, progress, state);
  const eachBatch = async ({ batch, heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> => {
    for (const message of batch.messages) {
      if (!isRunning() || isStale()) return;
      const event = readEvent(batch.topic, batch.partition, message, log);
      const done = offsets.track(batch.topic, batch.partition, message.offset);
      if (!event) done();
      else queue.board(event).then(done, () => undefined);
    }
    while (queue.waiting() > queueLimit && isRunning()) {
      await pause(500);
      await heartbeat();
    }
    await breathe(batch.messages.length);
  };
  const member = createGroupMember({ ...options, group: groupOf(options.service), topics, eachBatch });
  const offsets = createOffsets(member);
  const breathe = createBreath(() => member.fetches().count, options.breathMs);
  const replay = async (): Promise<void> => {
    await Promise.allSettled((await loadAsked(options.workerDb, options.service)).map(queue.board));
  };
  const loops = [
    repeat('offsets', offsetsEveryMs, () => offsets.commit(), log),
    repeat('watchdog', 1_000, createWatchdog({ ...options, member, progress }), log),
    repeat('gap alarm', careEveryMs, createGapAlarm(options.service, options.workerDb, log), log),
    repeat('replays', careEveryMs, replay, log),
  ];
  return {
    start: async () => {
      if (topics.length === 0) return;
      await member.join();
      for (const loop of loops) loop.start();
    },
    stop: async () => {
      state.stopped = true;
      // Flights first: a replay's round ends with them.
      await Promise.race([queue.idle(), pause(1_000, undefined, { ref: false })]);
      await Promise.all(loops.map((loop) => loop.stop()));
      await Promise.race([offsets.commit().catch(() => undefined), pause(500, undefined, { ref: false })]);
      await member.leave();
    },
    stats: () => ({ open: progress.open, done: state.done }),
  };
}

/** What was read and waits to be applied, in flights. */
function createQueue(options: ConsumerOptions, progress: Progress, state: { readonly stopped: boolean; done: number }) {
  const applying = {
    ...options,
    inbox: { consumer: options.service, outbox: options.outbox },
    stopped: () => state.stopped,
    onFault: () => {
      progress.faultAt = Date.now();
    },
  };
  const flights = createFlights<InboxEvent, void>({
    limit: eventsPerFlight,
    fly: async (events) => {
      if (!(await applyEvents(events, applying))) throw new Error('stopped');
      progress.open -= events.length;
      progress.landedAt = Date.now();
      state.done += events.length;
      return events.map(() => undefined);
    },
  });
  return {
    board: (event: InboxEvent): Promise<void> => {
      if (progress.open === 0) progress.landedAt = Date.now();
      progress.open += 1;
      return flights.submit(event);
    },
    waiting: flights.waiting,
    idle: flights.idle,
  };
}
