import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Who a client is to the brokers. */
export interface KafkaCredentials {
  readonly username: string;
  readonly password: string;
}

export const saslMechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
export type SaslMechanism = (typeof saslMechanisms)[number];

/** PEM texts; without `ca` the machine's own authorities are trusted. */
export interface KafkaTls {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** How a Kafka cluster is reached, and as whom. Without `sasl` nobody is named, without `tls` nothing is encrypted. */
export interface KafkaAccess {
  readonly brokers: readonly string[];
  readonly sasl: (KafkaCredentials & { readonly mechanism: SaslMechanism }) | undefined;
  readonly tls: KafkaTls | undefined;
}

const file = z.string().min(1).optional();

/** The settings of a `KafkaAccess`. */
export const kafkaAccessEnv = z.object({
  KAFKA_BROKERS: z
    .string()
    .min(1)
    .transform((list) => list.split(',')),
  KAFKA_SASL_MECHANISM: z.string().toLowerCase().pipe(z.enum(saslMechanisms)).optional(),
  KAFKA_SASL_USERNAME: z.string().min(1).optional(),
  KAFKA_SASL_PASSWORD: z.string().min(1).optional(),
  KAFKA_TLS: z.enum(['true', 'false']).optional(),
  KAFKA_TLS_CA: file,
  KAFKA_TLS_CERT: file,
  KAFKA_TLS_KEY: file,
});

export type KafkaAccessEnv = z.infer<typeof kafkaAccessEnv>;

/** The access that settings describe; throws one sentence for settings that do not belong together and for a file that cannot be read. */
export function kafkaAccess(env: KafkaAccessEnv): KafkaAccess {
  return { brokers: env.KAFKA_BROKERS, sasl: saslOf(env), tls: tlsOf(env) };
}

function saslOf({ KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password }: KafkaAccessEnv) {
  if (username === undefined && password === undefined && mechanism === undefined) return undefined;
  if (username === undefined || password === undefined) {
    throw new Error('KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD: both are needed, or neither of them and no KAFKA_SASL_MECHANISM');
  }
  return { mechanism: mechanism ?? 'scram-sha-256', username, password };
}

function tlsOf(env: KafkaAccessEnv): KafkaTls | undefined {
  const { KAFKA_TLS_CA: ca, KAFKA_TLS_CERT: cert, KAFKA_TLS_KEY: key } = env;
  if ((cert === undefined) !== (key === undefined)) throw new Error('KAFKA_TLS_CERT and KAFKA_TLS_KEY: both are needed, or neither');
  const wanted = env.KAFKA_TLS ?? String(ca !== undefined || cert !== undefined);
  return wanted === 'true' ? { ca: pem('KAFKA_TLS_CA', ca), cert: pem('KAFKA_TLS_CERT', cert), key: pem('KAFKA_TLS_KEY', key) } : undefined;
}

function pem(setting: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`${setting}: a PEM file is expected, but ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
