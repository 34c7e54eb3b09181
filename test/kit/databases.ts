import type { ServiceName } from '#libs/platform/env';
import { connectAdmin, createServiceDatabase, databaseUrls, type DatabaseUrls } from '#infra/postgres/service-databases';
import { testStack } from './test-stack';

let made = 0;

/**
 * A fresh, migrated database for each service named, with the addresses of its three roles. Copied from a template in some 30 ms, so each
 * test file takes its own. They go with the test run.
 */
export async function createDatabases<S extends ServiceName>(services: readonly S[]): Promise<Record<S, DatabaseUrls>> {
  const { postgres, templates } = testStack();
  const admin = await connectAdmin(postgres);
  try {
    const urls: Partial<Record<ServiceName, DatabaseUrls>> = {};
    for (const service of services) {
      const name = `test_${process.pid}_${++made}_${service}`;
      await createServiceDatabase(admin, service, name, templates[service]);
      urls[service] = databaseUrls(postgres, service, name);
    }
    return urls as Record<S, DatabaseUrls>;
  } finally {
    await admin.end();
  }
}
