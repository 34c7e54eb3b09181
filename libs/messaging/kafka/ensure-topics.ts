import { setTimeout as pause } from 'node:timers/promises';
import { KafkaJSAggregateError, type Admin } from 'kafkajs';
import { deadTopic, factRetentionMs, internalRetentionMs, internalTopics, snapshotTopics, topics } from '#libs/contracts/index';

/** How topics are created; those that exist stay as they are. */
export interface TopicShape {
  readonly partitions: number;
  readonly replication: number;
}

/** Creates, with a connected client, what is missing of all topics, their dead twins, and the internal ones. A refusal of the broker names its reasons and the settings behind them. */
export async function ensureTopics(admin: Admin, shape: TopicShape): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const wanted: WantedTopic[] = [
    ...topics.flatMap((topic) => [
      { topic, retentionMs: snapshotTopics.has(topic) ? -1 : factRetentionMs, partitions: shape.partitions },
      { topic: deadTopic(topic), retentionMs: -1, partitions: shape.partitions },
    ]),
    ...internalTopics.map(({ topic }) => ({ topic, retentionMs: internalRetentionMs, partitions: 1 })),
  ];
  const missing = wanted.filter(({ topic }) => !existing.has(topic));
  if (missing.length === 0) return;
  await admin
    .createTopics({ waitForLeaders: true, topics: missing.map((topic) => topicOf(topic, shape.replication)) })
    .catch((error: unknown) => {
      if (error instanceof KafkaJSAggregateError) throw refusal(error, shape);
      if (!isNotYetKnown(error)) throw error;
    });
  await untilKnown(
    admin,
    missing.map(({ topic }) => topic),
  );
}

/** A broker under load answers for a moment that it does not know the topics it has just created; the client takes that for final. */
async function untilKnown(admin: Admin, created: string[]): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await admin.fetchTopicMetadata({ topics: created });
      return;
    } catch (error) {
      if (!isNotYetKnown(error) || tried >= knownTries) throw error;
      await pause(knownPauseMs);
    }
  }
}

const [knownTries, knownPauseMs] = [50, 100];

const isNotYetKnown = (error: unknown): boolean => (error as { type?: string } | null)?.type === 'UNKNOWN_TOPIC_OR_PARTITION';

interface WantedTopic {
  readonly topic: string;
  readonly retentionMs: number;
  readonly partitions: number;
}

const topicOf = ({ topic, retentionMs, partitions }: WantedTopic, replication: number) => ({
  topic,
  numPartitions: partitions,
  replicationFactor: replication,
  configEntries: [
    { name: 'retention.ms', value: String(retentionMs) },
    { name: 'cleanup.policy', value: 'delete' },
    { name: 'min.insync.replicas', value: String(Math.max(1, replication - 1)) },
  ],
});

function refusal(error: KafkaJSAggregateError, { partitions, replication }: TopicShape): Error {
  const reasons = [...new Set(error.errors.map((each) => (typeof each === 'string' ? each : each.message)))].join('; ');
  return new Error(`Kafka refused to create topics: ${reasons} (KAFKA_PARTITIONS is ${partitions}, KAFKA_REPLICATION ${replication})`, {
    cause: error,
  });
}
