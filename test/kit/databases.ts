import { randomBytes } from 'node:crypto';
import type { ServiceName } from '#libs/platform/process/services';
import { createServiceDatabase, type DatabaseUrls } from '#infra/postgres/service-databases';
import { ensureTemplates, templateName, type DatabaseSource } from './migrated-templates';
import { adminOf, urlsOn } from './test-server';
import { testStack } from './test-stack';

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
    await ensureTemplates(admin, source, services);
    const urls: Partial<Record<ServiceName, DatabaseUrls>> = {};
    for (const service of services) {
      // By chance, not by count: one worker runs several test files, each with its own modules.
      const name = `jiedai_test_${process.pid}_${randomBytes(6).toString('hex')}_${service}`;
      await createServiceDatabase(admin, service, name, templateName(source, service));
      urls[service] = urlsOn(source.server, service, name);
    }
    return urls as Record<S, DatabaseUrls>;
  } finally {
    await admin.end();
  }
}
