import type { Admin, AdminConfig, Kafka } from 'kafkajs';

const disconnectLimitMs = 2_000;

/** Disconnects a client. After a broker's fault that has been seen to hang for minutes; nothing waits for it longer than 2 s, or fails by it. */
export const leave = (client: { disconnect(): Promise<void> }): Promise<void> =>
  Promise.race([
    client.disconnect().catch(() => undefined),
    new Promise<void>((resolve) => setTimeout(resolve, disconnectLimitMs).unref()),
  ]);

/** Runs something with a connected admin client, and leaves. */
export async function withAdmin<T>(kafka: Kafka, work: (admin: Admin) => Promise<T>, config?: AdminConfig): Promise<T> {
  const admin = kafka.admin(config);
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    await leave(admin);
  }
}
