import { setTimeout as pause } from 'node:timers/promises';
import type { Admin, Kafka } from 'kafkajs';
import { plainClient } from '#libs/messaging/index';

/** A Kafka client of our own: a replay reads the topics as a partner would, not through the code it checks. */
export const kafkaOf = (brokers: string): Kafka => plainClient('jiedai-replay', brokers);

/** Disconnects a client; one that hangs holds nobody up. */
export const leave = (client: Pick<Admin, 'disconnect'>): Promise<void> =>
  Promise.race([client.disconnect(), pause(2_000, undefined, { ref: false })]);

/** Runs something with a connected admin client. */
export async function withAdmin<T>(kafka: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await leave(admin);
  }
}
