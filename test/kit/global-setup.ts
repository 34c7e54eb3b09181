import { join } from 'node:path';
import { repoRoot } from '#libs/platform/repo-root';
import type { ServiceName } from '#libs/platform/env';
import { migrationVariables } from '#infra/launcher/system-environment';
import { startPostgres } from '#infra/postgres/start-postgres';
import {
  connectAdmin,
  createServiceDatabase,
  databaseUrls,
  ensureServiceDatabases,
  serviceNames,
  type ServerAddress,
} from '#infra/postgres/service-databases';
import { freePorts } from '#infra/process/port';
import { runToEnd } from '#infra/process/run-to-end';
import { startBroker } from './broker';
import { killNoted, makeTestHome, noteProcess, sweepStaleHomes } from './test-home';
import { publishTestStack } from './test-stack';

const maxConnections = 300;

/** Starts the servers all tests share, in a folder and on ports of their own, and migrates one template database per service. */
export default async function globalSetup(): Promise<void> {
  sweepStaleHomes();
  const home = makeTestHome();
  endWithUs(home.root);
  const [port = 0] = await freePorts(1);
  const address: ServerAddress = { port, keys: home.keys };
  const [postgres, kafka] = await Promise.all([startPostgres(home, { port, maxConnections, fsync: false }), startBroker(home)]);
  noteProcess(home.root, postgres.identity);
  postgres.unref();
  const templates = await makeTemplates(address);
  publishTestStack({ root: home.root, postgres: address, brokers: kafka.brokers, templates }, join(home.root, 'stack.json'));
}

async function makeTemplates(server: ServerAddress): Promise<Record<ServiceName, string>> {
  await ensureServiceDatabases(server);
  const names = Object.fromEntries(serviceNames.map((service) => [service, `migrated_${service}`])) as Record<ServiceName, string>;
  const admin = await connectAdmin(server);
  for (const service of serviceNames) await createServiceDatabase(admin, service, names[service]);
  await admin.end();
  const databases = Object.fromEntries(serviceNames.map((service) => [service, databaseUrls(server, service, names[service])]));
  const env = { ...process.env, ...migrationVariables(databases) };
  const { code, output } = await runToEnd(process.execPath, [join(repoRoot(), 'dist/infra/scripts/migrate.js')], { env });
  if (code !== 0) throw new Error(`The migrations failed:\n${output.trim()}`);
  return names;
}

/** A run that is interrupted takes its servers with it. */
function endWithUs(root: string): void {
  process.once('exit', () => killNoted(root));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      killNoted(root);
      process.exit(130);
    });
  }
}
