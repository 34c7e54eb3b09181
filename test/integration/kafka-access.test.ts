import { randomUUID } from 'node:crypto';
import { plainClient, withAdmin, leave } from '#libs/messaging/index';
import { topicOwners, topics } from '#libs/contracts/topics';
import type { KafkaAccess } from '#libs/platform/process/kafka-access';
import type { KafkaUser } from '#infra/kafka/users';
import { accessTo, testStack } from '#test/kit/test-stack';
import { describeWhere } from '#test/kit/where';
import { connectBus } from './messaging-house';

const clientOf = (access: KafkaAccess) => plainClient('access-test', access);
const as = (user: KafkaUser): KafkaAccess => accessTo(testStack().brokers, user);
const once = { retry: { retries: 0 } };

async function write(access: KafkaAccess, topic: string): Promise<void> {
  const producer = clientOf(access).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  try {
    // No event of ours is a tombstone, so readers pass over it.
    await producer.send({ topic, messages: [{ key: `access-test-${randomUUID()}`, value: '{}' }] });
  } finally {
    await leave(producer);
  }
}

/** Joins a group and gets the first records of a topic, or the refusal. */
async function read(access: KafkaAccess, topic: string, groupId: string): Promise<void> {
  const consumer = clientOf(access).consumer({
    groupId,
    sessionTimeout: 6_000,
    maxWaitTimeInMs: 100,
    retry: { retries: 5, initialRetryTime: 50 },
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      // A broker that has just started loads its groups first; the client tries again by itself.
      consumer.on('consumer.crash', ({ payload }) => (payload.restart ? undefined : reject(payload.error)));
      consumer.on('consumer.fetch', () => resolve());
      consumer.run({ autoCommit: false, eachMessage: async () => undefined }).catch(reject);
    });
  } finally {
    await leave(consumer);
  }
}

/** A broker from elsewhere has rules of its own. */
const embedded = describeWhere(testStack().server.kind === 'embedded', 'the broker is not ours');

embedded('who may do what on the broker', () => {
  beforeAll(() => connectBus(testStack().brokers).ensureTopics());

  test.each(['session', 'routing', 'gateway', 'partner'] as const)('a forged account-changed by %s is refused', async (user) => {
    await expect(write(as(user), 'account-changed')).rejects.toThrow(/not authorized/i);
  });

  test('every topic is written by its owner, and by no other service', async () => {
    for (const topic of topics) {
      await write(as(topicOwners[topic]), topic);
      const other = topicOwners[topic] === 'metrics' ? 'shop' : 'metrics';
      await expect(write(as(other), topic)).rejects.toThrow(/not authorized/i);
    }
  });

  test('every service may park', async () => {
    await write(as('metrics'), 'account-changed.dead');
    await expect(write(as('partner'), 'account-changed.dead')).rejects.toThrow(/not authorized/i);
  });

  test('a partner reads events, in groups of its own, and nothing that was parked', async () => {
    await read(as('partner'), 'session-closed', `partner-${randomUUID()}`);
    await expect(read(as('partner'), 'session-closed', 'jiedai-routing')).rejects.toThrow(/group coordinator/i);
    await expect(read(as('partner'), 'session-closed.dead', `partner-${randomUUID()}`)).rejects.toThrow(/not authorized/i);
  });

  test('SES-3 what is said to buyers is read by connectors, in groups of their own, and by no partner', async () => {
    await read(as('connector'), 'outbound', `connector-${randomUUID()}`);
    await expect(read(as('partner'), 'outbound', `partner-${randomUUID()}`)).rejects.toThrow(/not authorized/i);
    await expect(read(as('connector'), 'message-recorded', `connector-${randomUUID()}`)).rejects.toThrow(/not authorized/i);
    await expect(read(as('connector'), 'outbound', 'jiedai-session')).rejects.toThrow(/group coordinator/i);
  });

  test('the gateway reads events, in groups of its own, and nothing between the services', async () => {
    await read(as('gateway'), 'session-closed', `gateway-live-${randomUUID()}`);
    await expect(read(as('gateway'), 'session-closed', 'jiedai-routing')).rejects.toThrow(/group coordinator/i);
    await expect(read(as('gateway'), 'session.heads', `gateway-live-${randomUUID()}`)).rejects.toThrow(/not authorized/i);
  });

  test('a partner makes no topics, and no rules', async () => {
    const made = withAdmin(
      clientOf(as('partner')),
      (admin) => admin.createTopics({ topics: [{ topic: `partner-${randomUUID()}` }] }),
      once,
    );
    await expect(made).rejects.toThrow(/authorized|Topic creation errors/i);
    const bare = clientOf(as('partner')).admin(once);
    await bare.connect();
    await expect(bare.createAcls({ acl: [{ ...everything, principal: 'User:partner' }] })).rejects.toThrow(/authorized|authorization/i);
    await leave(bare);
  });

  test.each<[string, (access: KafkaAccess) => KafkaAccess]>([
    ['without a name', (access) => ({ ...access, sasl: undefined })],
    ['with a wrong password', (access) => ({ ...access, sasl: access.sasl && { ...access.sasl, password: 'guessed' } })],
    ['by PLAIN', (access) => ({ ...access, sasl: access.sasl && { ...access.sasl, mechanism: 'plain' } })],
  ])('whoever comes %s is refused', async (_how, change) => {
    await expect(withAdmin(clientOf(change(as('admin'))), (admin) => admin.listTopics(), once)).rejects.toThrow();
  });
});

const everything = {
  host: '*',
  operation: 2,
  permissionType: 3,
  resourceType: 2,
  resourceName: '*',
  resourcePatternType: 3,
} as const;
