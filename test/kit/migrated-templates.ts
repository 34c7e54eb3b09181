import type { Client } from 'pg';
import type { ServiceName } from '#libs/platform/process/services';
import { runMigrations } from '#infra/launcher/run-migrations';
import { createServiceDatabase } from '#infra/postgres/service-databases';
import { urlsOn, type TestServer } from './test-server';

/** Where test databases go, and the name their templates begin with. */
export interface DatabaseSource {
  readonly server: TestServer;
  readonly templatePrefix: string;
}

/** Any number, the same for all workers of a run: whoever holds this lock migrates, the others wait and find it done. */
const lockKey = 7_303_203;

export const templateName = ({ templatePrefix }: DatabaseSource, service: ServiceName): string => `${templatePrefix}_${service}`;

/**
 * Makes sure that each service named has a migrated database to copy from; nobody stays connected to one. Made on first use, so a run
 * migrates no more than its tests need. A template gets its name when it is whole.
 */
export async function ensureTemplates(admin: Client, source: DatabaseSource, services: readonly ServiceName[]): Promise<void> {
  await admin.query('SELECT pg_advisory_lock($1)', [lockKey]);
  try {
    const missing: ServiceName[] = [];
    for (const service of services) if (!(await exists(admin, templateName(source, service)))) missing.push(service);
    if (missing.length > 0) await makeTemplates(admin, source, missing);
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [lockKey]);
  }
}

async function makeTemplates(admin: Client, source: DatabaseSource, services: readonly ServiceName[]): Promise<void> {
  const draft = (service: ServiceName): string => `${templateName(source, service)}_draft`;
  for (const service of services) {
    await admin.query(`DROP DATABASE IF EXISTS ${draft(service)} WITH (FORCE)`);
    await createServiceDatabase(admin, service, draft(service));
  }
  const databases = Object.fromEntries(services.map((service) => [service, urlsOn(source.server, service, draft(service))]));
  await runMigrations(databases, (line) => process.stderr.write(`${line}\n`));
  for (const service of services) await admin.query(`ALTER DATABASE ${draft(service)} RENAME TO ${templateName(source, service)}`);
}

async function exists(admin: Client, name: string): Promise<boolean> {
  const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  return rowCount === 1;
}
