import { join } from 'node:path';
import { localIssuerSetting, openIssuer, type Issuer } from '#infra/launcher/issuer';
import { processNames, type ProcessName, type SystemEnvironment } from '#infra/launcher/system-environment';
import { keptSecret } from '#infra/postgres/passwords';
import type { Home } from '#infra/process/home';
import { startBroker } from './broker';
import type { TestBroker } from './test-broker';
import { startDatabaseServer, type TestDatabaseServer } from './database-server';
import { createDatabases } from './databases';
import { setClockFile } from './test-clock';
import type { SystemOptions } from './system-options';
import { testPorts } from './test-ports';
import { services } from '#libs/platform/process/services';

/** Everything a system's processes stand on. */
export interface SystemServers {
  readonly broker: TestBroker;
  /** Only when the test asked for its own. */
  readonly databaseServer: TestDatabaseServer | undefined;
  readonly issuer: Issuer;
  readonly clockFile: string;
  readonly environment: SystemEnvironment;
}

const maxConnections = 120;

/** Broker, databases, ports, keys and clock of one system. */
export async function startServers(
  home: Home,
  { clock = { offsetMs: 0 }, ownDatabaseServer = false }: SystemOptions,
): Promise<SystemServers> {
  const clockFile = join(home.root, 'clock.json');
  setClockFile(clockFile, clock);
  const [broker, databaseServer, ports, issuer] = await Promise.all([
    startBroker(),
    ownDatabaseServer ? startDatabaseServer(home, maxConnections) : undefined,
    testPorts(processNames.length),
    openIssuer(home.keys),
  ]);
  const databases = await createDatabases(services, databaseServer && { server: databaseServer.server, templatePrefix: 'jiedai_template' });
  const environment: SystemEnvironment = {
    mode: 'development',
    logLevel: 'info',
    clockFile,
    attachments: { JIEDAI_ATTACHMENT_FOLDER: join(home.root, 'attachments') },
    passportSecrets: keptSecret(home.keys, 'passport'),
    kafka: broker.kafka,
    databases,
    ports: Object.fromEntries(processNames.map((name, at) => [name, ports[at]])) as Record<ProcessName, number>,
    issuers: JSON.stringify([localIssuerSetting(issuer.jwksFile)]),
  };
  return { broker, databaseServer, issuer, clockFile, environment };
}
