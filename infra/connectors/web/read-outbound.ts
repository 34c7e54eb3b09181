import { randomUUID } from 'node:crypto';
import type { KafkaMessage } from 'kafkajs';
import { z } from 'zod';
import { connectorGroups } from '#infra/kafka/access-rules';
import { leave, plainClient } from '#libs/messaging/index';
import type { KafkaAccess } from '#libs/platform/process/kafka-access';
import { deliverOutbound, type Delivering } from './deliver-outbound';
import type { Reference } from './shop-graph';

/** What this connector reads of an event; whatever else stands in it, and newer types, it passes over. */
const event = z.object({ shopId: z.string(), sessionId: z.string(), messageId: z.string(), channel: z.string() });

/**
 * Reads `outbound` from now on, and answers how to stop. What this process knows ends with it, so its group does too; a connector of a real channel has a lasting
 * group, whose place the broker keeps. A batch that fails is read again: nothing is passed over, and what was done once is done again without harm.
 */
export async function readOutbound(access: KafkaAccess, delivering: Delivering): Promise<() => Promise<void>> {
  const consumer = plainClient('web-connector', access).consumer({
    groupId: `${connectorGroups}-web-${randomUUID()}`,
    allowAutoTopicCreation: false,
    sessionTimeout: 10_000,
    maxWaitTimeInMs: 500,
  });
  await consumer.connect();
  await consumer.subscribe({ topic: 'outbound', fromBeginning: false });
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
  await consumer.run({
    eachBatch: async ({ batch }) =>
      deliverOutbound(
        delivering,
        batch.messages.flatMap((message) => referenceIn(message, delivering)),
      ),
  });
  await joined;
  return () => leave(consumer);
}

/** What the event names: the newest state is asked for, so that whether it was said, edited or recalled needs no telling apart. */
function referenceIn({ value }: KafkaMessage, { graph, channel }: Delivering): Reference[] {
  const read = event.safeParse(value === null ? null : JSON.parse(value.toString('utf8')));
  if (!read.success || read.data.shopId !== graph.shopId || read.data.channel !== channel) return [];
  return [{ sessionId: read.data.sessionId, messageId: read.data.messageId }];
}
