import type { AttachmentStore } from '../attachments/attachment-store';
import { attachmentEnv, openAttachmentStore } from '../attachments/store-settings';
import { databaseEnv, isTraced, kafkaEnv, processEnv, readEnv, type Env } from './env';
import { kafkaAccess, type KafkaAccess } from './kafka-access';
import { retentionEnv, retentionNames, type KeepDays } from './retention-settings';
import type { ServiceName } from './services';

export interface ServiceConfig {
  readonly service: ServiceName;
  readonly mode: 'development' | 'production';
  readonly host: string;
  readonly port: number;
  /** Whether spans are sent. */
  readonly traces: boolean;
  readonly log: { readonly level: string; readonly file: string | undefined };
  readonly passportSecrets: readonly string[];
  readonly database: { readonly app: string; readonly worker: string };
  readonly kafka: KafkaAccess & {
    readonly partitions: number;
    readonly replication: number;
    readonly sessionTimeoutMs: number;
  };
  readonly clockFile: string | undefined;
  /** Features that only shops on their list have (RTE-46). */
  readonly limitedFeatures: readonly string[];
  /** Whether shops' webhooks may be at private addresses. */
  readonly webhooksToPrivate: boolean;
  /** Where files lie; undefined: nowhere. */
  readonly attachments: AttachmentStore | undefined;
  readonly keepDays: KeepDays;
}

/** The configuration of one of the five services. Refuses a shifted clock in production, where business time is the machine's. */
export function readServiceConfig(service: ServiceName, env: Env): ServiceConfig {
  const name = service.toUpperCase() as Uppercase<ServiceName>;
  const parsed = readEnv(
    processEnv.extend(attachmentEnv.shape).extend(kafkaEnv.shape).extend(retentionEnv.shape).extend(databaseEnv(name).shape),
    env,
  );
  if (parsed.JIEDAI_MODE === 'production' && parsed.JIEDAI_CLOCK_FILE !== undefined) {
    throw new Error('The environment is not right:\n  JIEDAI_CLOCK_FILE: not allowed in production mode');
  }
  return {
    service,
    mode: parsed.JIEDAI_MODE,
    host: parsed.JIEDAI_HOST,
    port: parsed.JIEDAI_PORT,
    traces: isTraced(parsed),
    log: { level: parsed.JIEDAI_LOG_LEVEL, file: parsed.JIEDAI_LOG_FILE },
    passportSecrets: parsed.JIEDAI_PASSPORT_SECRETS,
    database: { app: String(parsed[`DATABASE_URL_${name}`]), worker: String(parsed[`DATABASE_URL_${name}_WORKER`]) },
    kafka: {
      ...kafkaAccess(parsed),
      partitions: parsed.KAFKA_PARTITIONS,
      replication: parsed.KAFKA_REPLICATION,
      sessionTimeoutMs: parsed.KAFKA_SESSION_TIMEOUT_MS,
    },
    clockFile: parsed.JIEDAI_CLOCK_FILE,
    limitedFeatures: parsed.JIEDAI_LIMITED_FEATURES,
    webhooksToPrivate: parsed.JIEDAI_WEBHOOKS_TO_PRIVATE,
    attachments: openAttachmentStore(parsed),
    keepDays: Object.fromEntries(retentionNames.map((name) => [name, Number(parsed[name])])) as KeepDays,
  };
}
