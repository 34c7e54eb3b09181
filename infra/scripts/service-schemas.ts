import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '#libs/platform/process/repo-root';
import type { ServiceName } from '#libs/platform/process/services';
import type { ServiceSchema } from '#libs/platform/database/migrate';

const moduleNames = ['migrations/index', 'store/service-schema'];

/** A service's tables and migrations: the exported value of its list of migrations. */
export async function loadSchema(service: ServiceName): Promise<ServiceSchema | undefined> {
  const name = moduleNames.find((each) => existsSync(join(repoRoot(), `dist/services/${service}/${each}.js`)));
  if (name === undefined) return undefined;
  const exported = Object.values((await import(`#services/${service}/${name}`)) as Record<string, unknown>);
  return exported.find(isSchema);
}

const isSchema = (value: unknown): value is ServiceSchema => typeof value === 'object' && value !== null && 'migrations' in value;
