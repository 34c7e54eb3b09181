import { migrate } from '#libs/platform/database/migrate';
import { databaseFault } from '#libs/platform/database/database-fault';
import { databaseUnreachable } from '#infra/launcher/run-migrations';
import { databaseVariable } from '#infra/launcher/system-environment';
import { loadSchema } from './service-schemas';
import { services } from '#libs/platform/process/services';

/** Migrates every service's database whose owner address is in the environment. A process of its own, so that nobody else loads TypeORM. */
async function main(): Promise<void> {
  const plans = services.map((service) => ({ service, url: process.env[`${databaseVariable(service)}_OWNER`] }));
  if (plans.every(({ url }) => url === undefined)) throw new Error('No database to migrate: set DATABASE_URL_<SERVICE>_OWNER');
  for (const { service, url } of plans) {
    const schema = url === undefined ? undefined : await loadSchema(service);
    if (url !== undefined && schema) await migrate(schema, url);
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const message = error instanceof Error ? error.message || String((error as { code?: string }).code) : String(error);
    const unreachable = databaseFault(error) === 'unavailable';
    process.stderr.write(unreachable ? `A database cannot be reached (${message})\n` : `${message}\n`);
    process.exit(unreachable ? databaseUnreachable : 1);
  },
);
