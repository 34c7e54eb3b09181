import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '#libs/platform/repo-root';
import type { ServiceName } from '#libs/platform/env';
import type { ServiceSchema } from '#libs/platform/migrate';

/** A service's tables and migrations: the one exported value of `services/<service>/store/schema` that has migrations. */
export async function loadSchema(service: ServiceName): Promise<ServiceSchema | undefined> {
  if (!existsSync(join(repoRoot(), `dist/services/${service}/store/schema.js`))) return undefined;
  const exported = (await import(`#services/${service}/store/schema`)) as Record<string, ServiceSchema | undefined>;
  return Object.values(exported).find((value) => value !== undefined && 'migrations' in value);
}
