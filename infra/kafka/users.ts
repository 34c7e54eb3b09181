import type { KafkaCredentials } from '#libs/platform/process/kafka-access';
import { services } from '#libs/platform/process/services';
import { keptSecret } from '#infra/postgres/passwords';

/** Everybody who may log in to the embedded broker: a user per service, the gateway, who reads for live streams, one for the launcher and scripts, one for partners, who only read, and one for connectors, who read what is said to buyers. */
export const kafkaUsers = [...services, 'gateway', 'admin', 'partner', 'connector'] as const;
export type KafkaUser = (typeof kafkaUsers)[number];

export type KafkaUsers = Readonly<Record<KafkaUser, KafkaCredentials>>;

/** The name a user bears in Kafka. */
export const usernameOf = (user: KafkaUser): string => (user === 'partner' || user === 'connector' ? user : `jiedai-${user}`);

/** The users of the embedded broker; each password is made on first use and kept. */
export const keptUsers = (keys: string): KafkaUsers =>
  Object.fromEntries(
    kafkaUsers.map((user) => [user, { username: usernameOf(user), password: keptSecret(keys, `kafka-${user}`) }]),
  ) as Record<KafkaUser, KafkaCredentials>;
