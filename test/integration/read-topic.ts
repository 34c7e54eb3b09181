import { randomBytes } from 'node:crypto';
import { plainClient } from '#libs/messaging/index';
import { accessTo } from '#test/kit/test-stack';

export interface TopicRecord {
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly value: unknown;
}

/** Reads a topic from its beginning, as a partner would, until the event has come that is looked for. */
export async function readTopic(brokers: string, topic: string, isIt: (record: TopicRecord) => boolean): Promise<TopicRecord> {
  const consumer = plainClient('partner', accessTo(brokers, topic.endsWith('.dead') ? 'admin' : 'partner')).consumer({
    groupId: `partner-${randomBytes(4).toString('hex')}`,
    sessionTimeout: 6_000,
    maxWaitTimeInMs: 200,
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  try {
    return await new Promise<TopicRecord>((resolve, reject) => {
      setTimeout(() => reject(new Error(`${topic} has no such event`)), 20_000).unref();
      const eachMessage = async ({
        message,
      }: {
        message: { key: Buffer | null; value: Buffer | null; headers?: Record<string, unknown> };
      }) => {
        const headers = Object.fromEntries(Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]));
        const record = {
          id: headers['ce_id']!,
          type: headers['ce_type']!,
          key: String(message.key),
          value: JSON.parse(String(message.value)) as unknown,
        };
        if (isIt(record)) resolve(record);
      };
      consumer.run({ autoCommit: false, eachMessage }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
}
