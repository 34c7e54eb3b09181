import { migrate } from '#libs/platform/migrate';
import { loadSchema } from './service-schemas';
import { databaseVariable } from '#infra/launcher/system-environment';
import { serviceNames } from '#infra/postgres/service-databases';

/** Migrates every service's database whose owner address is in the environment. A process of its own, so that nobody else loads TypeORM. */
async function main(): Promise<void> {
  for (const service of serviceNames) {
    const url = process.env[`${databaseVariable(service)}_OWNER`];
    const schema = url === undefined ? undefined : await loadSchema(service);
    if (url !== undefined && schema) await migrate(schema, url);
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
