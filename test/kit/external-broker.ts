import { accessAs, type KafkaCluster } from '#infra/kafka/cluster';
import { deadTopic, internalTopics, topics } from '#libs/contracts/topics';
import { plainClient, withAdmin } from '#libs/messaging/index';
import { eventually } from './eventually';
import { adminOf } from './test-server';
import type { TestStack } from './test-stack';
import type { TestBroker } from './test-broker';

/** Any number, the same for all test files: whoever holds this lock has the external broker for itself. */
const lockKey = 7_303_202;

/**
 * Lends a test the external cluster, empty of our topics, as long as it is not released: topics have fixed names, so two systems
 * cannot share it. Its machines are not ours to stop.
 */
export async function borrowExternalBroker({ server, kafka }: TestStack): Promise<TestBroker> {
  const lock = await adminOf(server);
  await lock.query('SELECT pg_advisory_lock($1)', [lockKey]);
  await deleteTopics(kafka);
  const refuse = (): never => {
    throw new Error('This test stops the broker, so it runs with JIEDAI_INFRA=embedded only');
  };
  return {
    brokers: kafka.brokers,
    data: undefined,
    kafka,
    stop: refuse,
    kill: refuse,
    freeze: refuse,
    thaw: refuse,
    start: refuse,
    release: () => lock.end(),
  };
}

async function deleteTopics(kafka: KafkaCluster): Promise<void> {
  const ours = new Set<string>([...topics.flatMap((topic) => [topic, deadTopic(topic)]), ...internalTopics.map(({ topic }) => topic)]);
  await withAdmin(plainClient('messaging-test', accessAs(kafka, 'admin')), async (admin) => {
    const existing = async (): Promise<string[]> => (await admin.listTopics()).filter((topic) => ours.has(topic));
    const doomed = await existing();
    if (doomed.length > 0) await admin.deleteTopics({ topics: doomed });
    await eventually(async () => {
      if ((await existing()).length > 0) throw new Error('The topics of an earlier test are still being deleted');
    });
  });
}
