import { z } from 'zod';
import { kafkaEnv, processEnv, readEnv, type Env } from '#libs/platform/process/env';
import { kafkaAccess, type KafkaAccess } from '#libs/platform/process/kafka-access';
import type { ServiceName } from '#libs/platform/process/services';

const url = z.url();

const { KAFKA_PARTITIONS: _partitions, KAFKA_REPLICATION: _replication, ...readerEnv } = kafkaEnv.shape;

const gatewayEnv = processEnv.extend(readerEnv).extend({
  SUBGRAPH_URL_SHOP: url,
  SUBGRAPH_URL_SCHEDULE: url,
  SUBGRAPH_URL_ROUTING: url,
  SUBGRAPH_URL_SESSION: url,
  SUBGRAPH_URL_METRICS: url,
  JIEDAI_JWKS_FILE: z.string().min(1).optional(),
  JIEDAI_JWKS_URL: url.optional(),
  JIEDAI_JWT_ISSUER: z.string().min(1),
  JIEDAI_JWT_AUDIENCE: z.string().min(1).default('jiedai'),
});

export interface GatewayConfig {
  readonly mode: 'development' | 'production';
  readonly host: string;
  readonly port: number;
  readonly log: { readonly level: string; readonly file: string | undefined };
  readonly kafka: KafkaAccess & { readonly sessionTimeoutMs: number };
  readonly clockFile: string | undefined;
  readonly passportSecrets: readonly string[];
  readonly subgraphs: Readonly<Record<ServiceName, string>>;
  readonly jwt: { readonly issuer: string; readonly audience: string; readonly jwks: { readonly file: string } | { readonly url: string } };
}

/** The gateway's configuration; one of JIEDAI_JWKS_FILE and JIEDAI_JWKS_URL names the keys that tokens are verified with. */
export function readConfig(env: Env): GatewayConfig {
  const parsed = readEnv(
    gatewayEnv.refine((all) => (all.JIEDAI_JWKS_FILE === undefined) !== (all.JIEDAI_JWKS_URL === undefined), {
      path: ['JIEDAI_JWKS_FILE'],
      message: 'exactly one of JIEDAI_JWKS_FILE and JIEDAI_JWKS_URL is needed',
    }),
    env,
  );
  if (parsed.JIEDAI_MODE === 'production' && parsed.JIEDAI_CLOCK_FILE !== undefined)
    throw new Error('The environment is not right:\n  JIEDAI_CLOCK_FILE: not allowed in production mode');
  return {
    mode: parsed.JIEDAI_MODE,
    host: parsed.JIEDAI_HOST,
    port: env['JIEDAI_PORT'] === undefined ? 4_000 : parsed.JIEDAI_PORT,
    log: { level: parsed.JIEDAI_LOG_LEVEL, file: parsed.JIEDAI_LOG_FILE },
    kafka: { ...kafkaAccess(parsed), sessionTimeoutMs: parsed.KAFKA_SESSION_TIMEOUT_MS },
    clockFile: parsed.JIEDAI_CLOCK_FILE,
    passportSecrets: parsed.JIEDAI_PASSPORT_SECRETS,
    subgraphs: {
      shop: parsed.SUBGRAPH_URL_SHOP,
      schedule: parsed.SUBGRAPH_URL_SCHEDULE,
      routing: parsed.SUBGRAPH_URL_ROUTING,
      session: parsed.SUBGRAPH_URL_SESSION,
      metrics: parsed.SUBGRAPH_URL_METRICS,
    },
    jwt: {
      issuer: parsed.JIEDAI_JWT_ISSUER,
      audience: parsed.JIEDAI_JWT_AUDIENCE,
      jwks: parsed.JIEDAI_JWKS_FILE === undefined ? { url: String(parsed.JIEDAI_JWKS_URL) } : { file: parsed.JIEDAI_JWKS_FILE },
    },
  };
}
