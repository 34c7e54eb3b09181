import { setTimeout as pause } from 'node:timers/promises';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { eventProblems, isKnownType } from '#libs/contracts/index';
import type { Database } from '#libs/platform/database';
import type { Log } from '#libs/platform/log';
import { applyEvents } from './apply-events';
import type { AtStep } from './at-step';
import type { Bus } from './bus';
import { fromWire } from './envelope';
import { createFlights } from './flights';
import { createGapAlarm } from './gap-alarm';
import { topicsOf, type Consumes } from './handlers';
import type { InboxEvent } from './inbox';
import { createOffsets } from './offsets';
import type { Outbox } from './outbox';
import { repeat } from './repeat';
import { createWatchdog } from './watchdog';

export interface ConsumerOptions {
  readonly service: string;
  readonly bus: Bus;
  readonly db: Database;
  readonly outbox: Outbox;
  readonly consumes: Consumes;
  readonly log: Log;
  readonly atStep?: AtStep;
  /** The consumer has stopped for good or hangs: the process must end and be started anew. */
  readonly onFatal: (reason: string, error?: unknown) => void;
}

export interface EventConsumer {
  start(): Promise<void>;
  stop(): Promise<void>;
}

const eventsPerFlight = 500;
const queueLimit = 5_000;
const offsetsEveryMs = 500;
const breathMs = 2;

/** The group of a service; its committed offsets tell how far it is. */
export const groupOf = (service: string): string => `jiedai-${service}`;

/**
 * Consumes in flights: `eachBatch` only appends to a queue and returns, so that the client fetches on; a flight takes events of all partitions into
 * one transaction. Kafka's offsets follow the database lazily. Duplicates, replays and two owners of one partition are the inbox's business.
 */
export function createConsumer(options: ConsumerOptions): EventConsumer {
  const { log } = options;
  const client = options.bus.consumer(groupOf(options.service));
  const offsets = createOffsets(client);
  const gaps = createGapAlarm(log);
  const watchdog = createWatchdog({ bus: options.bus, client, log, onFatal: options.onFatal });
  const state = { stopped: false };
  const applying = { ...options, inbox: { consumer: options.service, outbox: options.outbox }, stopped: () => state.stopped };
  const flights = createFlights<InboxEvent, void>({
    limit: eventsPerFlight,
    fly: async (events) => {
      const afterGap = await applyEvents(events, applying);
      if (afterGap === undefined) throw new Error('stopped');
      gaps.seen(events, afterGap);
      if (flights.waiting() > 0) await pause(breathMs);
      return events.map(() => undefined);
    },
  });
  const eachBatch = async ({ batch, heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> => {
    for (const message of batch.messages) {
      if (!isRunning() || isStale()) return;
      const event = readEvent(batch.topic, batch.partition, message, log);
      const done = offsets.track(batch.topic, batch.partition, message.offset);
      if (!event) done();
      else flights.submit(event).then(done, () => undefined);
    }
    while (flights.waiting() > queueLimit && isRunning()) {
      await pause(500);
      await heartbeat();
    }
  };
  const loops = [
    repeat('offsets', offsetsEveryMs, () => offsets.commit(), log),
    repeat('watchdog', 1_000, () => watchdog.look(flights.waiting()), log),
  ];
  return {
    start: async () => {
      const topics = topicsOf(options.consumes);
      if (topics.length === 0) return;
      await client.connect();
      await client.subscribe({ topics: [...topics], fromBeginning: true });
      await client.run({ autoCommit: false, eachBatchAutoResolve: true, partitionsConsumedConcurrently: 64, eachBatch });
      watchdog.start();
      for (const loop of loops) loop.start();
    },
    stop: async () => {
      state.stopped = true;
      await Promise.all(loops.map((loop) => loop.stop()));
      watchdog.stop();
      await Promise.race([flights.idle(), pause(2_000, undefined, { ref: false })]);
      await Promise.race([leave(client, offsets), pause(2_000, undefined, { ref: false })]);
    },
  };
}

async function leave(client: Consumer, offsets: { commit(): Promise<void> }): Promise<void> {
  await offsets.commit().catch(() => undefined);
  await client.disconnect().catch(() => undefined);
}

type KafkaMessage = EachBatchPayload['batch']['messages'][number];

/** The event of a record; undefined for a record that is none of ours. */
function readEvent(topic: string, partition: number, message: KafkaMessage, log: Log): InboxEvent | undefined {
  const decoded = fromWire(topic, message.key, message.value, message.headers ?? {});
  const origin = `${topic}/${partition}/${message.offset}`;
  if ('problem' in decoded) {
    log.error({ origin, problem: decoded.problem }, 'a record is no event of ours and is passed over');
    return undefined;
  }
  const { event } = decoded;
  return { ...event, origin, problem: problemOf(event) };
}

function problemOf(event: { topic: InboxEvent['topic']; type: string; value: unknown }): string | null {
  if (event.value === undefined) return 'SchemaError: the value is no JSON';
  if (!isKnownType(event.topic, event.type)) return null;
  const problems = eventProblems(event.topic, event.type, event.value);
  return problems.length > 0 ? `SchemaError: ${problems.join('; ')}` : null;
}
