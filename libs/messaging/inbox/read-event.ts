import type { EachBatchPayload } from 'kafkajs';
import { eventProblems, isKnownType } from '#libs/contracts/index';
import type { Log } from '#libs/platform/process/log';
import { fromWire } from '../kafka/envelope';
import type { InboxEvent } from './inbox-event';

type KafkaMessage = EachBatchPayload['batch']['messages'][number];

/** The event of a record; undefined for a record that is none of ours. */
export function readEvent(topic: string, partition: number, message: KafkaMessage, log: Log): InboxEvent | undefined {
  const decoded = fromWire(topic, message.key, message.value, message.headers ?? {});
  const origin = `${topic}/${partition}/${message.offset}`;
  if ('problem' in decoded) {
    log.error({ origin, problem: decoded.problem }, 'a record is no event of ours and is passed over');
    return undefined;
  }
  const { event } = decoded;
  return { ...event, origin, problem: problemOf(event) };
}

function problemOf(event: { topic: InboxEvent['topic']; type: string; value: unknown }): string | null {
  if (event.value === undefined) return 'SchemaError: the value is no JSON';
  if (!isKnownType(event.topic, event.type)) return null;
  const problems = eventProblems(event.topic, event.type, event.value);
  return problems.length > 0 ? `SchemaError: ${problems.join('; ')}` : null;
}
