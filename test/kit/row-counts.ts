import { Client } from 'pg';
import type { SystemEnvironment } from '#infra/launcher/system-environment';
import { keptSecret } from '#infra/postgres/passwords';
import { eventually } from './eventually';
import { testStack } from './test-stack';

const tables = `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY name`;

/** How many rows every table of every service holds, as `service.table`. */
export async function rowCounts(databases: SystemEnvironment['databases']): Promise<Record<string, number>> {
  const counted = await Promise.all(Object.entries(databases).map(([service, urls]) => countIn(service, urls.owner)));
  return Object.fromEntries(counted.flat());
}

/** The counts once nothing is on its way any more: equal twice, half a second apart. */
export function settledRowCounts(databases: SystemEnvironment['databases']): Promise<Record<string, number>> {
  let last = '';
  return eventually(
    async () => {
      const counts = await rowCounts(databases);
      const before = last;
      last = JSON.stringify(counts);
      if (last !== before) throw new Error('rows are still being written');
      return counts;
    },
    { everyMs: 500, timeoutMs: 30_000 },
  );
}

async function countIn(service: string, url: string): Promise<[string, number][]> {
  const client = await connectAbove(new URL(url).pathname.slice(1));
  try {
    const { rows } = await client.query<{ name: string }>(tables);
    const counts = rows.map(({ name }) => `SELECT '${service}.${name}' AS name, count(*)::int AS count FROM ${name}`).join(' UNION ALL ');
    const { rows: found } = await client.query<{ name: string; count: number }>(counts);
    return found.map(({ name, count }) => [name, count]);
  } finally {
    await client.end();
  }
}

/** A connection to one database as the server's administrator, whom no row-level security stops. */
async function connectAbove(database: string): Promise<Client> {
  const { server } = testStack();
  const client = new Client(
    server.kind === 'external'
      ? { connectionString: Object.assign(new URL(server.adminUrl), { pathname: `/${database}` }).toString() }
      : { host: '127.0.0.1', port: server.address.port, user: 'postgres', password: keptSecret(server.address.keys, 'postgres'), database },
  );
  await client.connect();
  return client;
}
