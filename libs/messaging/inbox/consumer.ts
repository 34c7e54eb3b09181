import { setTimeout as pause } from 'node:timers/promises';
import type { EachBatchPayload } from 'kafkajs';
import type { Bus } from '../kafka/bus';
import { createBatchingPause } from '../kafka/batching-pause';
import { createGroupMember } from '../kafka/group-member';
import { createOffsets } from '../kafka/offsets';
import { repeat } from '../flights/repeat';
import { createReaderHealing } from '../healing/reader-healing';
import type { Relay } from '../outbox/relay';
import { createControlTopics } from './control-topics';
import { createLag } from './lag';
import { createEventQueue, type EventQueueOptions } from './event-queue';
import { createGapAlarm } from './gap-alarm';
import { topicsOf } from './handlers';
import { readEvent } from './read-event';
import { watchInbox } from './watch-inbox';
import { createWatchdog } from './watchdog';

export interface ConsumerOptions extends Omit<EventQueueOptions, 'outbox' | 'healing'> {
  readonly bus: Bus;
  /** Where dead letters go, and what others ask this service for. */
  readonly relay: Pick<Relay, 'outbox' | 'answer'>;
  /** The shortest pause after a fetch under load, so that the next one brings more: longer is cheaper and later. */
  readonly pauseMs?: number | undefined;
  /** The consumer has stopped for good or hangs: the process must end and be started anew. */
  readonly onFatal: (reason: string, error?: unknown) => void;
}

export interface EventConsumer {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Events taken from Kafka and not yet applied, and how many were dealt with since the start. */
  stats(): { readonly open: number; readonly done: number };
}

const offsetsEveryMs = 500;
const careEveryMs = 2_000;
const healEveryMs = 1_000;

/** The group of a service; its committed offsets tell how far it is. */
export const groupOf = (service: string): string => `jiedai-${service}`;

/**
 * Consumes in flights: `eachBatch` only appends to a queue and returns, so that the client fetches on; a flight takes events of all partitions into
 * one transaction. Kafka's offsets follow the database lazily. Duplicates, replays and two owners of one partition are the inbox's business.
 */
export function createConsumer(options: ConsumerOptions): EventConsumer {
  const { log, service, workerDb, relay } = options;
  const topics = topicsOf(options.consumes);
  const lag = createLag();
  const healing = createReaderHealing({ ...options, topics, isBusy: (topic, shopId) => lag.isBehind(topic) || queue.hasOpen(shopId) });
  const queue = createEventQueue({ ...options, outbox: relay.outbox, healing });
  const control = createControlTopics(service, healing, relay.answer);
  const eachBatch = async ({ batch, heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> => {
    lag.fetched(batch.topic, batch.partition, Number(batch.offsetLag()));
    for (const message of batch.messages) {
      if (!isRunning() || isStale()) return;
      const done = offsets.track(batch.topic, batch.partition, message.offset);
      const event = control.take(batch.topic, message) ? undefined : readEvent(batch.topic, batch.partition, message, log);
      if (!event) done();
      else queue.take(event).then(done, () => undefined);
    }
    while (queue.isFull() && isRunning()) {
      await pause(500);
      await heartbeat();
    }
    await batchingPause(batch.messages.length);
  };
  const member = createGroupMember({ ...options, group: groupOf(service), topics: [...topics, ...control.topics], eachBatch });
  const offsets = createOffsets(member);
  const batchingPause = createBatchingPause(() => member.fetches(), options.pauseMs);
  const watchdog = createWatchdog({ ...options, member, progress: queue.progress, now: () => performance.now() });
  const loops = [
    repeat('offsets', offsetsEveryMs, () => offsets.commit(), log),
    repeat('watchdog', 1_000, watchdog, log),
    repeat('gap alarm', careEveryMs, createGapAlarm(service, workerDb, log, healing.missing), log),
    repeat('healing', healEveryMs, healing.round, log),
    watchInbox({ consumer: service, workerDb, lag, open: () => queue.progress().open }),
    repeat('replays', careEveryMs, queue.replayAsked, log),
  ];
  return {
    start: async () => {
      if (topics.length + control.topics.length === 0) return;
      await member.join();
      for (const loop of loops) loop.start();
    },
    stop: async () => {
      await queue.stop();
      await Promise.all(loops.map((loop) => loop.stop()));
      await Promise.race([offsets.commit().catch(() => undefined), pause(500, undefined, { ref: false })]);
      await member.leave();
    },
    stats: () => ({ open: queue.progress().open, done: queue.done() }),
  };
}
