import type { ServiceName } from '#libs/platform/env';
import { createServiceDatabase, type DatabaseUrls } from '#infra/postgres/service-databases';
import { adminOf, urlsOn, type TestServer } from './test-server';
import { testStack } from './test-stack';

let made = 0;

/** Where new test databases go, and what they are copied from. */
export interface DatabaseSource {
  readonly server: TestServer;
  readonly templates: Readonly<Record<ServiceName, string>>;
}

/**
 * A fresh, migrated database for each service named, with the addresses of its three roles. Copied from a template in some 30 ms, so each
 * test file takes its own. They go with the test run.
 */
export async function createDatabases<S extends ServiceName>(
  services: readonly S[],
  source: DatabaseSource = testStack(),
): Promise<Record<S, DatabaseUrls>> {
  const admin = await adminOf(source.server);
  try {
    const urls: Partial<Record<ServiceName, DatabaseUrls>> = {};
    for (const service of services) {
      const name = `jiedai_test_${process.pid}_${++made}_${service}`;
      await createServiceDatabase(admin, service, name, source.templates[service]);
      urls[service] = urlsOn(source.server, service, name);
    }
    return urls as Record<S, DatabaseUrls>;
  } finally {
    await admin.end();
  }
}
