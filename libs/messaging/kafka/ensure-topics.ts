import { KafkaJSAggregateError, type Admin } from 'kafkajs';
import { deadTopic, factRetentionMs, snapshotTopics, topics } from '#libs/contracts/index';

/** How topics are created; those that exist stay as they are. */
export interface TopicShape {
  readonly partitions: number;
  readonly replication: number;
}

/** Creates, with a connected client, what is missing of all topics and their dead twins. A refusal of the broker names its reasons and the settings behind them. */
export async function ensureTopics(admin: Admin, shape: TopicShape): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const wanted = topics.flatMap((topic) => [
    { topic, retention: String(snapshotTopics.has(topic) ? -1 : factRetentionMs) },
    { topic: deadTopic(topic), retention: '-1' },
  ]);
  const missing = wanted.filter(({ topic }) => !existing.has(topic));
  if (missing.length === 0) return;
  await admin
    .createTopics({ waitForLeaders: true, topics: missing.map(({ topic, retention }) => topicOf(topic, retention, shape)) })
    .catch((error: unknown) => {
      throw error instanceof KafkaJSAggregateError ? refusal(error, shape) : error;
    });
}

const topicOf = (topic: string, retention: string, { partitions, replication }: TopicShape) => ({
  topic,
  numPartitions: partitions,
  replicationFactor: replication,
  configEntries: [
    { name: 'retention.ms', value: retention },
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
