import { Kafka, logLevel } from 'kafkajs';
import type { KafkaAccess } from '#libs/platform/process/kafka-access';
import { clientOptions } from './client-options';
import { correctIdleTimer } from './kafka-idle-timer';

/** kafkajs as a partner has it, for scripts that look at the topics from outside: silent, and only its timer corrected. */
export function plainClient(clientId: string, access: KafkaAccess): Kafka {
  correctIdleTimer();
  return new Kafka({ clientId, ...clientOptions(access), logLevel: logLevel.NOTHING });
}
