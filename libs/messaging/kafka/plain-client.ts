import { Kafka, logLevel } from 'kafkajs';
import { correctIdleTimer } from './kafka-idle-timer';

/** kafkajs as a partner has it, for scripts that look at the topics from outside: silent, and only its timer corrected. */
export function plainClient(clientId: string, brokers: string): Kafka {
  correctIdleTimer();
  return new Kafka({ clientId, brokers: brokers.split(','), logLevel: logLevel.NOTHING });
}
