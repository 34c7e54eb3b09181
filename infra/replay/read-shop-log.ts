import { randomUUID } from 'node:crypto';
import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';
import type { ReceivedEvent } from '#libs/contracts/event';
import type { Topic } from '#libs/contracts/topics';
import { partnerTopics } from '#infra/kafka/access-rules';
import { accessAs, type KafkaCluster } from '#infra/kafka/cluster';
import { leave, plainClient, withAdmin } from '#libs/messaging/index';

const limitMs = 120_000;

/** Everything that partners may read about one shop, read as a partner reads them from offset 0 to what was the end when reading began. Key = shop id on every topic. */
export async function readShopLog(cluster: KafkaCluster, shopId: string): Promise<ReceivedEvent[]> {
  const kafka = plainClient('jiedai-replay', accessAs(cluster, 'partner'));
  const open = await openPartitions(kafka);
  const groupId = `partner-replay-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, allowAutoTopicCreation: false, sessionTimeout: 10_000 });
  const log: ReceivedEvent[] = [];
  try {
    if (open.size > 0)
      await readToEnd(consumer, open, (topic, message) => {
        if (message.key?.toString('utf8') === shopId) log.push(eventOf(topic, message));
      });
  } finally {
    await leave(consumer);
    await withAdmin(kafka, (admin) => admin.deleteGroups([groupId])).catch(() => undefined);
  }
  return log;
}

/** The last offset to be read of each partition that holds something. */
function openPartitions(kafka: Kafka): Promise<Map<string, bigint>> {
  return withAdmin(kafka, async (admin) => {
    const ends = await Promise.all(
      partnerTopics.map(async (topic) => (await admin.fetchTopicOffsets(topic)).map((end) => ({ topic, ...end }))),
    );
    const filled = ends.flat().filter(({ low, high }) => BigInt(high) > BigInt(low));
    return new Map(filled.map(({ topic, partition, high }) => [`${topic}/${partition}`, BigInt(high) - 1n]));
  });
}

async function readToEnd(
  consumer: Consumer,
  open: Map<string, bigint>,
  take: (topic: Topic, message: KafkaMessage) => void,
): Promise<void> {
  await consumer.connect();
  await consumer.subscribe({
    topics: partnerTopics.filter((topic) => [...open.keys()].some((key) => key.startsWith(`${topic}/`))),
    fromBeginning: true,
  });
  await new Promise<void>((resolve, reject) => {
    setTimeout(() => reject(new Error(`The topics could not be read to their end within ${limitMs / 1_000} s`)), limitMs).unref();
    consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
    const eachBatch = async ({
      batch,
    }: {
      batch: { topic: string; partition: number; messages: KafkaMessage[]; lastOffset(): string };
    }): Promise<void> => {
      const key = `${batch.topic}/${batch.partition}`;
      const last = open.get(key);
      for (const message of batch.messages) if (last !== undefined && BigInt(message.offset) <= last) take(batch.topic as Topic, message);
      if (last !== undefined && BigInt(batch.lastOffset()) >= last) open.delete(key);
      if (open.size === 0) resolve();
    };
    consumer.run({ autoCommit: false, eachBatch }).catch(reject);
  });
}

/** CloudEvents in binary mode: attributes are headers, the value is JSON; `ce_type` is `<topic>.<type>`. */
function eventOf(topic: Topic, { headers, key, value }: KafkaMessage): ReceivedEvent {
  const header = (name: string): string => String(headers?.[name] ?? '');
  return {
    id: header('ce_id'),
    topic,
    type: header('ce_type').slice(topic.length + 1),
    shopId: String(key),
    subject: header('ce_subject'),
    incarnation: Number(header('incarnation')),
    sequence: Number(header('sequence')),
    traceparent: null,
    value: JSON.parse(String(value)) as unknown,
  };
}
