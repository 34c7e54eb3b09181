import { KafkaJSError } from 'kafkajs';
import type { DatabaseFault } from '#libs/platform/database/database-fault';

/** What a broker says of one topic or partition; everything else concerns the broker. */
const ofTopic: ReadonlySet<unknown> = new Set([
  ...[
    'UNKNOWN_TOPIC_OR_PARTITION',
    'INVALID_TOPIC_EXCEPTION',
    'TOPIC_AUTHORIZATION_FAILED',
    'LEADER_NOT_AVAILABLE',
    'NOT_LEADER_FOR_PARTITION',
  ],
  ...[
    'NOT_ENOUGH_REPLICAS',
    'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
    'MESSAGE_TOO_LARGE',
    'RECORD_LIST_TOO_LARGE',
    'POLICY_VIOLATION',
    'INVALID_RECORD',
  ],
  ...['KAFKA_STORAGE_ERROR', 'CORRUPT_MESSAGE'],
]);

/**
 * What an error of the client means, in the words that are used for the database's: `held` when one topic or partition cannot be written, so that the others
 * go on, `unavailable` when no broker can be had.
 */
export function kafkaFault(error: unknown): DatabaseFault | undefined {
  if (!(error instanceof KafkaJSError)) return undefined;
  return concernsTopic(error) ? 'held' : 'unavailable';
}

function concernsTopic(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (ofTopic.has((at as { type?: unknown }).type) || at.name === 'KafkaJSMetadataNotLoaded') return true;
  }
  return false;
}
