import { Kafka, logLevel, type Consumer, type Producer } from 'kafkajs';
import type { KafkaAccess } from '#libs/platform/process/kafka-access';
import type { Log } from '#libs/platform/process/log';
import { clientOptions } from './client-options';
import { ensureTopics } from './ensure-topics';
import type { WireMessage } from './envelope';
import { correctIdleTimer } from './kafka-idle-timer';
import { kafkaFault } from './kafka-fault';
import { kafkaLog } from './kafka-log';
import { pinnedPartitioner } from './partitioner';
import { watchSockets } from './watched-sockets';
import { leave, withAdmin } from './with-admin';

export interface BusOptions extends KafkaAccess {
  readonly clientId: string;
  readonly partitions: number;
  readonly replication: number;
  readonly sessionTimeoutMs: number;
  /** How long a broker may take for an answer before the connection is given up; 10 s when absent. */
  readonly requestTimeoutMs?: number;
  readonly log: Log;
}

/** The way to Kafka. Nothing outside this folder knows the client behind it. */
export interface Bus {
  /** Creates every topic that is missing, with its retention; partition counts are never changed. */
  ensureTopics(): Promise<void>;
  /** Publishes all batches, acknowledged by every in-sync replica; rejects when the broker cannot be had, and may then be called again. */
  produce(batches: ReadonlyMap<string, readonly WireMessage[]>): Promise<void>;
  /** A client that has not joined yet; whoever asks for it disconnects it. */
  consumer(group: string): Consumer;
  /** How many connections brokers have broken: whoever did may have lost what it had not synced. */
  broken(): number;
  /** Which broker leads each partition of these topics, as one text; another text after a change. */
  leaders(topics: readonly string[]): Promise<string>;
  /** The offset of the next record of each partition, by `topic/partition`; rejects while a topic is missing. */
  ends(topics: readonly string[]): Promise<Map<string, number>>;
  /** Whether a broker answers. */
  reachable(): Promise<boolean>;
  stop(): Promise<void>;
}

/** A broker that is back is noticed within this time, however long it was away: several steps wait for it one after the other. */
const longestRetryMs = 500;

export function createBus(options: BusOptions): Bus {
  correctIdleTimer();
  const access = clientOptions(options);
  const sockets = watchSockets(access.socketFactory);
  const kafka = new Kafka({
    clientId: options.clientId,
    ...access,
    socketFactory: sockets.factory,
    logLevel: logLevel.INFO,
    logCreator: kafkaLog(options.log),
    connectionTimeout: 3_000,
    requestTimeout: options.requestTimeoutMs ?? 10_000,
    retry: { initialRetryTime: 100, retries: 5, maxRetryTime: longestRetryMs },
  });
  const producers = createProducers(kafka, options.log);
  return {
    ensureTopics: () => withAdmin(kafka, (admin) => ensureTopics(admin, options)),
    produce: async (batches) => {
      const producer = await producers.current();
      const topicMessages = [...batches].map(([topic, messages]) => ({ topic, messages: [...messages] }));
      await producer.sendBatch({ acks: -1, topicMessages }).catch(async (error: unknown) => {
        // A topic that cannot be written is no fault of the producer's, which the other topics go on using.
        if (kafkaFault(error) !== 'held') await producers.replace();
        throw error;
      });
    },
    consumer: (group) => {
      return kafka.consumer({
        groupId: group,
        sessionTimeout: options.sessionTimeoutMs,
        heartbeatInterval: Math.floor(options.sessionTimeoutMs / 5),
        rebalanceTimeout: 10_000,
        allowAutoTopicCreation: false,
        // The client sends heartbeats between fetches only, and can leave only then.
        maxWaitTimeInMs: Math.min(1_000, Math.floor(options.sessionTimeoutMs / 4)),
        retry: { initialRetryTime: 100, retries: Number.MAX_SAFE_INTEGER, maxRetryTime: longestRetryMs },
      });
    },
    broken: sockets.broken,
    leaders: (topics) =>
      withAdmin(kafka, async (admin) => {
        const { topics: found } = await admin.fetchTopicMetadata({ topics: [...topics] });
        const leaders = found.flatMap(({ name, partitions }) =>
          partitions.map(({ partitionId, leader }) => `${name} ${partitionId} ${leader}`),
        );
        return leaders.sort().join('\n');
      }),
    ends: (topics) =>
      withAdmin(kafka, async (admin) => {
        const found = await Promise.all(topics.map(async (topic) => ({ topic, partitions: await admin.fetchTopicOffsets(topic) })));
        return new Map(
          found.flatMap(({ topic, partitions }) =>
            partitions.map(({ partition, high }) => [`${topic}/${partition}`, Number(high)] as const),
          ),
        );
      }),
    reachable: () => withAdmin(kafka, () => Promise.resolve(true), { retry: { retries: 0 } }).catch(() => false),
    stop: () => producers.stop(),
  };
}

/** One idempotent producer with one request in flight; after an error it is thrown away, since a sequence error would kill it for good. */
function createProducers(kafka: Kafka, log: Log) {
  let current: Promise<Producer> | undefined;
  const make = async (): Promise<Producer> => {
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: pinnedPartitioner,
      // Whoever publishes tries again by itself, with a new producer.
      retry: { initialRetryTime: 100, retries: 2, maxRetryTime: 500 },
    });
    await producer.connect();
    return producer;
  };
  const drop = async (): Promise<void> => {
    const old = current;
    current = undefined;
    const producer = await old?.catch(() => undefined);
    if (producer) await leave(producer);
  };
  return {
    current: (): Promise<Producer> => {
      current ??= make().catch((error: unknown) => {
        current = undefined;
        throw error;
      });
      return current;
    },
    replace: async (): Promise<void> => {
      log.warn('the producer failed and is replaced');
      await drop();
    },
    stop: drop,
  };
}
