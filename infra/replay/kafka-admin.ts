import { Kafka, logLevel, type Admin } from 'kafkajs';

/** A Kafka client of our own: a replay reads the topics as a partner would, not through the code it checks. */
export const kafkaOf = (brokers: string): Kafka =>
  new Kafka({ clientId: 'jiedai-replay', brokers: brokers.split(','), logLevel: logLevel.NOTHING });

/** Runs something with a connected admin client. A disconnect that hangs holds nobody up. */
export async function withAdmin<T>(kafka: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await Promise.race([admin.disconnect(), new Promise((resolve) => setTimeout(resolve, 2_000))]);
  }
}
