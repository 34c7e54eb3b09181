import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { IHeaders, Kafka } from 'kafkajs';
import { accessAs } from '#infra/kafka/cluster';
import { findRunningSystem } from '#infra/launcher/run-file';
import { leave, plainClient, withAdmin } from '#libs/messaging/index';
import { runScript } from './run-script';

/** `npm run consume -- <topic> [--from-beginning]`: prints events as a partner reads them, one JSON line each, until Ctrl-C. */
runScript(async () => {
  const { values, positionals } = parseArgs({ options: { 'from-beginning': { type: 'boolean', default: false } }, allowPositionals: true });
  const { addresses } = findRunningSystem(process.env);
  const kafka = plainClient('jiedai-consume', accessAs(addresses.kafka, 'partner'));
  const topic = await requireTopic(kafka, positionals[0]);
  const consumer = kafka.consumer({ groupId: `partner-consume-${randomUUID()}`, allowAutoTopicCreation: false, sessionTimeout: 10_000 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: values['from-beginning'] });
  await consumer.run({
    eachMessage: async ({ partition, message }) => {
      const value: unknown = message.value === null ? null : JSON.parse(message.value.toString('utf8'));
      process.stdout.write(`${JSON.stringify({ partition, offset: message.offset, headers: readable(message.headers), value })}\n`);
    },
  });
  process.stderr.write(`Reading ${topic}${values['from-beginning'] ? ' from the beginning' : ' from now on'}; Ctrl-C ends it.\n`);
  await untilSignal();
  await leave(consumer);
});

async function requireTopic(kafka: Kafka, wanted: string | undefined): Promise<string> {
  const topics = (await withAdmin(kafka, (admin) => admin.listTopics())).filter((topic) => !topic.startsWith('__')).sort();
  if (wanted !== undefined && topics.includes(wanted)) return wanted;
  throw new Error(
    `${wanted === undefined ? 'Name a topic' : `There is no topic ${wanted}`}: npm run consume -- <topic> [--from-beginning]. Topics: ${topics.join(', ') || 'none'}`,
  );
}

function readable(headers: IHeaders | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));
}

const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
