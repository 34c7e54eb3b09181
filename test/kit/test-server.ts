import { Client } from 'pg';
import type { ServiceName } from '#libs/platform/process/services';
import type { ExternalServers } from '#infra/launcher/launcher-config';
import { connectAdmin, databaseUrls, type DatabaseUrls, type ServerAddress } from '#infra/postgres/service-databases';

/** A PostgreSQL server that tests make databases on: one we started, or one somebody else runs. */
export type TestServer =
  | { readonly kind: 'embedded'; readonly address: ServerAddress }
  | { readonly kind: 'external'; readonly adminUrl: string; readonly databases: ExternalServers['databases'] };

/** Connects as a role that may create databases. The caller closes the connection. */
export async function adminOf(server: TestServer): Promise<Client> {
  if (server.kind === 'embedded') return connectAdmin(server.address);
  const client = new Client({ connectionString: server.adminUrl, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The addresses of a service's database of this name on this server. */
export function urlsOn(server: TestServer, service: ServiceName, name: string): DatabaseUrls {
  if (server.kind === 'embedded') return databaseUrls(server.address, service, name);
  const renamed = (url: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  const { owner, app, worker } = server.databases[service];
  return { owner: renamed(owner), app: renamed(app), worker: renamed(worker) };
}
