import { Client } from 'pg';
import { services, type ServiceName } from '#libs/platform/process/services';
import { keptSecret } from './passwords';

/** The three connections of one service's database (ADR 10). */
export interface DatabaseUrls {
  readonly owner: string;
  readonly app: string;
  readonly worker: string;
}

export interface ServerAddress {
  readonly port: number;
  /** The folder with the roles' passwords. */
  readonly keys: string;
}

const roleKinds = ['owner', 'app', 'worker'] as const;
const roleName = (service: ServiceName, kind: (typeof roleKinds)[number]): string => `jiedai_${service}_${kind}`;

/** Connects as the server's own administrator. The caller closes the connection. */
export async function connectAdmin({ port, keys }: ServerAddress): Promise<Client> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: keptSecret(keys, 'postgres'),
    database: 'postgres',
    connectionTimeoutMillis: 3_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Makes what is missing of all services' roles and their databases `jiedai_<service>`; what exists stays as it is. */
export async function ensureServiceDatabases(server: ServerAddress): Promise<void> {
  const admin = await connectAdmin(server);
  try {
    for (const service of services) await ensureRoles(admin, server.keys, service);
    for (const service of services) {
      const known = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [`jiedai_${service}`]);
      if (known.rowCount === 0) await createServiceDatabase(admin, service, `jiedai_${service}`);
    }
  } finally {
    await admin.end();
  }
}

/**
 * Creates one database for a service, from `template` with all its tables and grants if one is named. Grants on the database itself
 * are not part of a template, so they are made here: its own three roles may connect, nobody else.
 */
export async function createServiceDatabase(admin: Client, service: ServiceName, name: string, template = 'template0'): Promise<void> {
  await admin.query(`CREATE DATABASE ${name} OWNER ${roleName(service, 'owner')} TEMPLATE ${template}`);
  await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await admin.query(`GRANT CONNECT ON DATABASE ${name} TO ${roleName(service, 'app')}, ${roleName(service, 'worker')}`);
}

/** The addresses of one service's database, each with its role's password. */
export function databaseUrls({ port, keys }: ServerAddress, service: ServiceName, name = `jiedai_${service}`): DatabaseUrls {
  const url = (kind: (typeof roleKinds)[number]): string => {
    const role = roleName(service, kind);
    return `postgres://${role}:${keptSecret(keys, role)}@127.0.0.1:${port}/${name}`;
  };
  return { owner: url('owner'), app: url('app'), worker: url('worker') };
}

async function ensureRoles(admin: Client, keys: string, service: ServiceName): Promise<void> {
  for (const kind of roleKinds) {
    const role = roleName(service, kind);
    const known = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    const verb = known.rowCount === 0 ? 'CREATE' : 'ALTER';
    await admin.query(`${verb} ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '${keptSecret(keys, role)}'`);
  }
}
