import { readEnv } from '#libs/platform/process/env';
import { kafkaAccess, kafkaAccessEnv, type KafkaAccess, type SaslMechanism } from '#libs/platform/process/kafka-access';
import type { KafkaUser, KafkaUsers } from './users';

/** A Kafka cluster with everybody who logs in to it. */
export interface KafkaCluster {
  readonly brokers: string;
  /** Absent where the brokers ask nobody who they are. */
  readonly sasl?: { readonly mechanism: SaslMechanism; readonly users: Partial<KafkaUsers> } | undefined;
  /** The settings KAFKA_TLS… as they were given. */
  readonly tls?: Readonly<Record<string, string>> | undefined;
}

/** The broker that is started here. */
export const embeddedCluster = (port: number, users: KafkaUsers): KafkaCluster => ({
  brokers: `127.0.0.1:${port}`,
  sasl: { mechanism: 'scram-sha-256', users },
});

/** The settings with which a process reaches the cluster as one of its users. */
export function clusterVariables({ brokers, sasl, tls }: KafkaCluster, user: KafkaUser): Record<string, string> {
  const who = sasl?.users[user];
  if (sasl !== undefined && who === undefined) {
    const twin = user.toUpperCase();
    throw new Error(`Nobody is named who may reach Kafka as ${user}: set KAFKA_SASL_USERNAME_${twin} and KAFKA_SASL_PASSWORD_${twin}.`);
  }
  return {
    KAFKA_BROKERS: brokers,
    ...(sasl && who ? { KAFKA_SASL_MECHANISM: sasl.mechanism, KAFKA_SASL_USERNAME: who.username, KAFKA_SASL_PASSWORD: who.password } : {}),
    ...tls,
  };
}

/** The cluster as one of its users reaches it. */
export const accessAs = (cluster: KafkaCluster, user: KafkaUser): KafkaAccess =>
  kafkaAccess(readEnv(kafkaAccessEnv, clusterVariables(cluster, user)));
