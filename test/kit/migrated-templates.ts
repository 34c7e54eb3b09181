import { runMigrations } from '#infra/launcher/run-migrations';
import type { ServiceName } from '#libs/platform/env';
import { createServiceDatabase, serviceNames, type DatabaseUrls } from '#infra/postgres/service-databases';
import { adminOf, urlsOn, type TestServer } from './test-server';

/** Makes one migrated database per service, which test databases are copied from. Nobody stays connected to one. */
export async function makeTemplates(server: TestServer, prefix: string): Promise<Record<ServiceName, string>> {
  const names = perService((service) => `${prefix}_${service}`);
  const admin = await adminOf(server);
  try {
    for (const service of serviceNames) await createServiceDatabase(admin, service, names[service]);
  } finally {
    await admin.end();
  }
  const databases: Record<ServiceName, DatabaseUrls> = perService((service) => urlsOn(server, service, names[service]));
  await runMigrations(databases, (line) => process.stderr.write(`${line}\n`));
  return names;
}

const perService = <T>(make: (service: ServiceName) => T): Record<ServiceName, T> =>
  Object.fromEntries(serviceNames.map((service) => [service, make(service)])) as Record<ServiceName, T>;
