import { services, type ServiceName } from '#libs/platform/process/services';
import { attachmentSettingNames } from '#libs/platform/attachments/store-settings';
import { gatewaySettingNames } from '#gateway/config';
import { issuersInput } from '#gateway/issuer-settings';
import type { KafkaCluster } from '#infra/kafka/cluster';
import { kafkaUsers, type KafkaUsers } from '#infra/kafka/users';
import { saslMechanisms } from '#libs/platform/process/kafka-access';
import type { DatabaseUrls } from '#infra/postgres/service-databases';
import { portNames, portSetting, type PortName } from './ports';
import { databaseVariable, type SystemEnvironment } from './system-environment';

type Env = Readonly<Record<string, string | undefined>>;

/** Servers somebody else runs. */
export interface ExternalServers {
  readonly kafka: SystemEnvironment['kafka'];
  readonly databases: Readonly<Record<ServiceName, DatabaseUrls>>;
}

export interface LauncherConfig {
  /** undefined: PostgreSQL and Kafka are started here. */
  readonly external: ExternalServers | undefined;
  readonly ports: Readonly<Partial<Record<PortName, number>>>;
  readonly mode: 'development' | 'production';
  readonly logLevel: string;
  readonly clockFile: string | undefined;
  /** JIEDAI_ISSUERS as it was given. The local issuer comes with it, but in production. */
  readonly issuers: readonly unknown[];
  /** The settings JIEDAI_KEEP_…_DAYS as they were given; every service reads them. */
  readonly retention: Readonly<Record<string, string>>;
  /** The settings JIEDAI_WEBHOOKS_… as they were given. */
  readonly webhooks: Readonly<Record<string, string>>;
  /** Settings of the gateway as they were given. */
  readonly gateway: Readonly<Record<string, string>>;
  /** Settings of where files lie. */
  readonly attachments: Readonly<Record<string, string>>;
}

/** The launcher's settings; throws one error that names every problem. */
export function readLauncherConfig(env: Env): LauncherConfig {
  const problems: string[] = [];
  const external = readInfra(env, problems);
  const ports = readPorts(env, problems);
  const mode = env.JIEDAI_MODE ?? 'development';
  if (mode !== 'development' && mode !== 'production') problems.push(`JIEDAI_MODE: development or production, not "${mode}"`);
  if (mode === 'production' && env.JIEDAI_CLOCK_FILE !== undefined) problems.push('JIEDAI_CLOCK_FILE: not allowed in production mode');
  const issuers = readIssuers(env, problems);
  if (problems.length > 0) throw new Error(`The environment is not right:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  return {
    external,
    ports,
    mode: mode as LauncherConfig['mode'],
    logLevel: env.JIEDAI_LOG_LEVEL ?? 'info',
    clockFile: env.JIEDAI_CLOCK_FILE,
    issuers,
    retention: settingsOf(env, 'JIEDAI_KEEP_'),
    webhooks: settingsOf(env, 'JIEDAI_WEBHOOKS_'),
    gateway: givenOf(env, (name) => gatewaySettingNames.includes(name)),
    attachments: givenOf(env, (name) => attachmentSettingNames.includes(name)),
  };
}

function readIssuers({ JIEDAI_ISSUERS: text, JIEDAI_MODE: mode }: Env, problems: string[]): readonly unknown[] {
  if (text === undefined) {
    if (mode === 'production') problems.push('JIEDAI_ISSUERS: needed in production mode, where the local issuer is not taken');
    return [];
  }
  const parsed = issuersInput.safeParse(text);
  for (const { path, message } of parsed.error?.issues ?? []) problems.push(`${['JIEDAI_ISSUERS', ...path].join('.')}: ${message}`);
  return parsed.success ? (JSON.parse(text) as unknown[]) : [];
}

function readInfra(env: Env, problems: string[]): ExternalServers | undefined {
  const infra = env.JIEDAI_INFRA ?? 'embedded';
  switch (infra) {
    case 'embedded':
      return undefined;
    case 'external':
      return readExternal(env, problems);
    case 'containers':
      problems.push('JIEDAI_INFRA: containers come with a later issue; use embedded or external');
      return undefined;
    default:
      problems.push(`JIEDAI_INFRA: embedded or external, not "${infra}"`);
      return undefined;
  }
}

function readExternal(env: Env, problems: string[]): ExternalServers {
  const need = (name: string): string => {
    const value = env[name];
    if (!value) problems.push(`${name}: needed with JIEDAI_INFRA=external`);
    return value ?? '';
  };
  const count = (name: string, byDefault: number): number => {
    const value = Number(env[name] ?? byDefault);
    if (!Number.isInteger(value) || value < 1) problems.push(`${name}: a whole number from 1, not "${env[name]}"`);
    return value;
  };
  const databases = Object.fromEntries(
    services.map((service) => {
      const app = databaseVariable(service);
      return [service, { app: need(app), owner: need(`${app}_OWNER`), worker: need(`${app}_WORKER`) }];
    }),
  ) as Record<ServiceName, DatabaseUrls>;
  const kafka = {
    brokers: need('KAFKA_BROKERS'),
    sasl: readSasl(env, problems),
    tls: settingsOf(env, 'KAFKA_TLS'),
    partitions: count('KAFKA_PARTITIONS', 24),
    replication: count('KAFKA_REPLICATION', 3),
    sessionTimeoutMs: count('KAFKA_SESSION_TIMEOUT_MS', 10_000),
  };
  return { kafka, databases };
}

/** Who each service is to the brokers: by settings of its own, such as KAFKA_SASL_USERNAME_SHOP, else by the ones for all. None: the brokers ask nobody. */
function readSasl(env: Env, problems: string[]): KafkaCluster['sasl'] {
  if (Object.keys(settingsOf(env, 'KAFKA_SASL_')).length === 0) return undefined;
  const mechanism = saslMechanisms.find((each) => each === (env.KAFKA_SASL_MECHANISM ?? 'scram-sha-256').toLowerCase());
  if (mechanism === undefined)
    problems.push(`KAFKA_SASL_MECHANISM: one of ${saslMechanisms.join(', ')}, not "${env.KAFKA_SASL_MECHANISM}"`);
  const users = kafkaUsers.flatMap((user) => {
    const setting = (what: string): string | undefined => env[`KAFKA_SASL_${what}_${user.toUpperCase()}`] ?? env[`KAFKA_SASL_${what}`];
    const [username, password] = [setting('USERNAME'), setting('PASSWORD')];
    if (username && password) return [[user, { username, password }]];
    const optional = user === 'admin' || user === 'partner' || user === 'connector';
    if (!optional || username || password) {
      const twin = user.toUpperCase();
      problems.push(
        `KAFKA_SASL_USERNAME_${twin}, KAFKA_SASL_PASSWORD_${twin}: both are needed, or the ones without _${twin} for everybody`,
      );
    }
    return [];
  });
  return { mechanism: mechanism ?? 'scram-sha-256', users: Object.fromEntries(users) as Partial<KafkaUsers> };
}

const settingsOf = (env: Env, prefix: string): Record<string, string> => givenOf(env, (name) => name.startsWith(prefix));

const givenOf = (env: Env, isMeant: (name: string) => boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value && isMeant(name) ? [[name, value]] : [])));

function readPorts(env: Env, problems: string[]): Partial<Record<PortName, number>> {
  const ports: Partial<Record<PortName, number>> = {};
  for (const name of portNames) {
    const value = env[portSetting(name)];
    const port = Number(value);
    if (value === undefined) continue;
    if (Number.isInteger(port) && port >= 1 && port <= 65_535) ports[name] = port;
    else problems.push(`${portSetting(name)}: a port from 1 to 65535, not "${value}"`);
  }
  return ports;
}
