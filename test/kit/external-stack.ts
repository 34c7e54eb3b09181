import { readLauncherConfig, type ExternalServers } from '#infra/launcher/launcher-config';
import { adminOf, type TestServer } from './test-server';
import { services } from '#libs/platform/process/services';

type Env = Readonly<Record<string, string | undefined>>;

/** Servers named in the environment with JIEDAI_INFRA=external; undefined for embedded ones. Tests need, besides, a role that may create databases. */
export function readExternalStack(env: Env): { readonly server: TestServer; readonly kafka: ExternalServers['kafka'] } | undefined {
  const { external } = readLauncherConfig({ ...env, JIEDAI_CLOCK_FILE: undefined });
  if (external === undefined) return undefined;
  const adminUrl = env.DATABASE_URL_ADMIN;
  if (!adminUrl)
    throw new Error(
      'DATABASE_URL_ADMIN: tests with JIEDAI_INFRA=external make databases of their own, so they need a superuser on the server of DATABASE_URL_<SERVICE>',
    );
  return { server: { kind: 'external', adminUrl, databases: external.databases }, kafka: external.kafka };
}

/** Drops every database that test runs left on a server that outlives them. */
export async function dropTestDatabases(server: TestServer): Promise<void> {
  const admin = await adminOf(server);
  try {
    const left = await admin.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname ~ '^jiedai_(test|template)_.*(${services.join('|')})(_draft)?$'`,
    );
    for (const { datname } of left.rows) await admin.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  } finally {
    await admin.end();
  }
}
