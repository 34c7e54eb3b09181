import type { Kafka } from 'kafkajs';
import { plainClient } from '#libs/messaging/index';

/** A Kafka client of our own: a replay reads the topics as a partner would, not through the code it checks. */
export const kafkaOf = (brokers: string): Kafka => plainClient('jiedai-replay', brokers);
