import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { postgresUser } from '#infra/postgres/run-as-user';
import { eventually } from '#test/kit/eventually';
import { openShop, type TestShop } from '#test/kit/open-shop';
import { mountSmallDisk, noDisk } from '#test/kit/small-disk';
import { startSystem, type TestSystem } from '#test/kit/start-system';
import { adminOf } from '#test/kit/test-server';
import { itWhere } from '#test/kit/where';

jest.setTimeout(180_000);

const services = ['routing', 'session'] as const;
const disk = mountSmallDisk(400);
let system: TestSystem;
let admin: Client;
let shop: TestShop;

beforeAll(async () => {
  system = await startSystem({ ownDatabaseServer: true, processes: ['shop', 'routing', 'session', 'gateway'] });
  admin = await adminOf(system.databaseServer!.server);
  shop = await openShop(system, { agents: 2 });
  await assigned(await accepted('first'));
});

afterAll(async () => {
  await admin.end();
  await system.stop();
  disk?.remove();
});

const pids = (): (number | undefined)[] => (['shop', ...services, 'gateway'] as const).map((name) => system.process(name).pid());
const databaseOf = (service: (typeof services)[number]): string => new URL(system.databases[service].app).pathname.slice(1);

/** What a client may meet while a database is at fault: the same call may be made again. */
const expectRetryable = (errors: readonly { readonly extensions?: unknown }[]): void =>
  errors.forEach((error) => expect(error.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true }));

/** A buyer writes until it is accepted; each refusal on the way may be repeated. */
const accepted = (buyer: string, text = 'hello'): Promise<string> =>
  eventually(
    async () => {
      const { data, errors } = await shop.writes(buyer, { id: buyer, text });
      expectRetryable(errors);
      if (!data) throw new Error('refused');
      return data.sendBuyerMessage.session.id;
    },
    { timeoutMs: 60_000 },
  );

const assigned = (sessionId: string): Promise<void> =>
  eventually(async () => expect(await shop.session(sessionId)).toMatchObject({ state: 'ACTIVE' }), { timeoutMs: 60_000 });

const parkedRows = async (): Promise<unknown[]> => {
  const counts = services.map(async (service) => {
    const { Client: PgClient } = await import('pg');
    const client = new PgClient({ connectionString: system.databases[service].worker });
    await client.connect();
    const { rows } = await client.query('SELECT stream, type, cause FROM parked');
    await client.end();
    return rows as unknown[];
  });
  return (await Promise.all(counts)).flat();
};

it('connections that the server ends, idle, waiting for a lock or in the middle of a write, end no process and lose nobody', async () => {
  const before = pids();
  const sent: Promise<string>[] = [];
  for (let round = 0; round < 30; round += 1) {
    for (let buyer = 0; buyer < 5; buyer += 1) sent.push(accepted(`ended-${round}-${buyer}`));
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY ($1) AND backend_type = 'client backend' AND pid % 3 = $2`,
      [services.map(databaseOf), round % 3],
    );
    await sent.at(-1);
  }
  const sessions = await Promise.all(sent);
  await Promise.all(sessions.map(assigned));
  expect(new Set(sessions).size).toBe(150);
  expect([pids(), await parkedRows()]).toEqual([before, []]);
});

it('a database that may only be read for a while: retryable refusals, nothing is parked, nobody is left behind', async () => {
  const before = pids();
  const earlier = await Promise.all(['a', 'b', 'c'].map((name) => accepted(`before-${name}`)));
  await readOnly(true);
  const during = Array.from({ length: 20 }, (_, index) => accepted(`read-only-${index}`));
  const { data, errors } = await shop.writes('refused', { id: 'refused' });
  expect([data, errors.length > 0]).toEqual([null, true]);
  expectRetryable(errors);
  await eventually(async () => expect(await refusals()).toBeGreaterThan(3), { timeoutMs: 30_000 });
  await readOnly(false);
  await Promise.all([...earlier, ...(await Promise.all(during))].map(assigned));
  expect([pids(), await parkedRows()]).toEqual([before, []]);
});

const readOnly = async (on: boolean): Promise<void> => {
  await admin.query(`ALTER SYSTEM SET default_transaction_read_only = ${on ? 'on' : 'off'}`);
  await admin.query('SELECT pg_reload_conf()');
  await eventually(async () => {
    const { errors } = await shop.writes('probe', { id: 'probe' });
    expect(errors.length > 0).toBe(on);
  });
};

let refused = 0;
/** How often a buyer has been refused in a row, while the fault lasts. */
const refusals = async (): Promise<number> => {
  const { errors } = await shop.writes('again', { id: 'again' });
  expectRetryable(errors);
  refused = errors.length > 0 ? refused + 1 : 0;
  return refused;
};

itWhere(disk !== undefined, noDisk)(
  'a full disk under the database: retryable refusals, nothing is parked, and all drains when there is space again',
  async () => {
    await moveTo(disk!.path);
    const before = pids();
    const earlier = await accepted('before the disk is full');
    disk!.fill();
    // Old pages take some rows yet.
    const sent: Promise<string>[] = [];
    await eventually(
      async () => {
        const name = `full-${sent.length}`;
        sent.push(accepted(name, 'x'.repeat(4_000)));
        const { errors } = await shop.writes(name, { id: name, text: 'x'.repeat(4_000) });
        expectRetryable(errors);
        expect(errors.length).toBeGreaterThan(0);
      },
      { timeoutMs: 60_000 },
    );
    await eventually(async () => expect(await refusals()).toBeGreaterThan(3), { timeoutMs: 30_000 });
    disk!.free();
    await Promise.all([earlier, ...(await Promise.all(sent))].map(assigned));
    expect([pids(), await parkedRows()]).toEqual([before, []]);
  },
);

/** Moves the databases to another disk. Whoever is connected is thrown out meanwhile. */
async function moveTo(path: string): Promise<void> {
  const location = join(path, 'tables');
  mkdirSync(location);
  const user = postgresUser();
  if (user) chownSync(location, user.uid, user.gid);
  await admin.query(`CREATE TABLESPACE small LOCATION '${location}'`);
  for (const service of services) {
    const name = databaseOf(service);
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    await eventually(() => admin.query(`ALTER DATABASE ${name} SET TABLESPACE small`));
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  }
}
