import { services, type ServiceName } from '#libs/platform/process/services';
import { clusterVariables, embeddedCluster, type KafkaCluster } from '#infra/kafka/cluster';
import type { KafkaUsers } from '#infra/kafka/users';
import type { DatabaseUrls } from '#infra/postgres/service-databases';

export type ProcessName = ServiceName | 'gateway';

export const processNames = [...services, 'gateway'] as const satisfies readonly ProcessName[];

type Variables = Record<string, string>;

/** All that the processes of one system must agree on. */
export interface SystemEnvironment {
  readonly mode: 'development' | 'production';
  readonly logLevel: string;
  readonly clockFile?: string | undefined;
  readonly retention?: Readonly<Record<string, string>>;
  readonly webhooks?: Readonly<Record<string, string>>;
  readonly passportSecrets: string;
  readonly kafka: KafkaCluster & {
    readonly partitions: number;
    readonly replication: number;
    readonly sessionTimeoutMs: number;
  };
  readonly databases: Readonly<Record<ServiceName, DatabaseUrls>>;
  readonly ports: Readonly<Record<ProcessName, number>>;
  /** JIEDAI_ISSUERS of the gateway. */
  readonly issuers: string;
  /** Where the gateway and the session service keep files, by the settings' names. */
  readonly attachments?: Variables;
  /** Further settings of the gateway, by their names. */
  readonly gateway?: Readonly<Record<string, string>>;
}

/** One node on one machine: the figures of the embedded broker. */
export const embeddedKafka = (port: number, users: KafkaUsers): SystemEnvironment['kafka'] => ({
  ...embeddedCluster(port, users),
  partitions: 6,
  replication: 1,
  sessionTimeoutMs: 2_500,
});

/** The environment of one process; it learns nothing of the databases that are not its own, and the owner's role is for migrations only. */
export function processVariables(system: SystemEnvironment, name: ProcessName): Variables {
  const shared: Variables = {
    // Nothing we decide follows it; graphql-js checks every type twice without it.
    NODE_ENV: 'production',
    JIEDAI_MODE: system.mode,
    JIEDAI_HOST: '127.0.0.1',
    JIEDAI_PORT: String(system.ports[name]),
    JIEDAI_LOG_LEVEL: system.logLevel,
    JIEDAI_PASSPORT_SECRETS: system.passportSecrets,
    ...(name === 'gateway' || name === 'session' ? system.attachments : {}),
    ...(name === 'metrics' ? system.webhooks : {}),
  };
  return name === 'gateway' ? { ...shared, ...gatewayVariables(system) } : { ...shared, ...serviceVariables(system, name) };
}

/** What `migrate` needs: the owner's address of each database. */
export function migrationVariables(databases: Readonly<Partial<Record<ServiceName, DatabaseUrls>>>): Variables {
  return Object.fromEntries(
    services.flatMap((service) => (databases[service] ? [[`${databaseVariable(service)}_OWNER`, databases[service].owner]] : [])),
  );
}

export const databaseVariable = (service: ServiceName): string => `DATABASE_URL_${service.toUpperCase()}`;

/** The surrounding environment without anything of ours, so that a process sees exactly what it is given. */
export function foreignVariables(env: Readonly<Record<string, string | undefined>>): Variables {
  const ours = /^(JIEDAI_|KAFKA_|DATABASE_URL_|SUBGRAPH_URL_)/;
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined || ours.test(name) ? [] : [[name, value]])),
  );
}

function serviceVariables(system: SystemEnvironment, service: ServiceName): Variables {
  return {
    ...clusterVariables(system.kafka, service),
    KAFKA_PARTITIONS: String(system.kafka.partitions),
    KAFKA_REPLICATION: String(system.kafka.replication),
    KAFKA_SESSION_TIMEOUT_MS: String(system.kafka.sessionTimeoutMs),
    [databaseVariable(service)]: system.databases[service].app,
    [`${databaseVariable(service)}_WORKER`]: system.databases[service].worker,
    ...system.retention,
    ...(system.clockFile === undefined ? {} : { JIEDAI_CLOCK_FILE: system.clockFile }),
  };
}

function gatewayVariables(system: SystemEnvironment): Variables {
  const subgraphs = services.map((service) => [
    `SUBGRAPH_URL_${service.toUpperCase()}`,
    `http://127.0.0.1:${system.ports[service]}/graphql`,
  ]);
  return {
    ...(Object.fromEntries(subgraphs) as Variables),
    ...clusterVariables(system.kafka, 'gateway'),
    ...(system.clockFile === undefined ? {} : { JIEDAI_CLOCK_FILE: system.clockFile }),
    JIEDAI_ISSUERS: system.issuers,
    ...system.gateway,
  };
}
