import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { services, type ServiceName } from '#libs/platform/process/services';
import type { DatabaseUrls } from '#infra/postgres/service-databases';
import { createDatabases } from '#test/kit/databases';
import { fillTable, tablesOf, type FencedTable } from './fenced-tables';

const [ours, theirs] = [randomUUID(), randomUUID()];

/** One service's database with a row of each of two shops in every table. */
interface Filled {
  readonly tables: readonly FencedTable[];
  readonly owner: Client;
  readonly app: Client;
  readonly worker: Client;
}

const filled = new Map<ServiceName, Filled>();

beforeAll(async () => {
  const databases = await createDatabases(services);
  for (const service of services) filled.set(service, await fill(databases[service]));
});

afterAll(async () => {
  for (const { owner, app, worker } of filled.values()) await Promise.all([owner.end(), app.end(), worker.end()]);
});

async function fill(urls: DatabaseUrls): Promise<Filled> {
  const [owner, app, worker] = await Promise.all([connect(urls.owner), connect(urls.app), connect(urls.worker)]);
  const tables = await tablesOf(owner);
  for (const table of tables) await fillTable(owner, table, [ours, theirs]);
  return { tables, owner, app, worker };
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}

/** Runs in a transaction of the named shops and takes everything back. */
async function inShops<T>(client: Client, shops: readonly string[] | undefined, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    if (shops) await client.query(`SELECT set_config('jiedai.shops', $1, true)`, [`{${shops.join(',')}}`]);
    return await work();
  } finally {
    await client.query('ROLLBACK');
  }
}

const each = async (service: ServiceName, check: (table: FencedTable, of: Filled) => Promise<void>): Promise<void> => {
  const of = filled.get(service)!;
  expect(of.tables.length).toBeGreaterThan(5);
  for (const table of of.tables) await check(table, of);
};

/** How many rows a statement of the app role touches; none when the database refuses it. */
async function touched(app: Client, shops: readonly string[] | undefined, sql: string, shop?: string): Promise<number> {
  try {
    return (await inShops(app, shops, () => app.query(sql, shop === undefined ? [] : [shop]))).rowCount ?? 0;
  } catch (error) {
    expect(error).toMatchObject({ code: '42501' });
    return 0;
  }
}

const shopsIn = async (client: Client, { name, shopColumn }: FencedTable): Promise<string[]> =>
  (await client.query<{ shop: string }>(`SELECT ${shopColumn} AS shop FROM ${name}`)).rows.map(({ shop }) => shop);

describe.each(services)('row security of %s', (service) => {
  it('is on and forced for every table; there is no view to look through; no role may pass it by', async () => {
    const { owner, tables } = filled.get(service)!;
    expect(tables.filter(({ forced }) => !forced)).toEqual([]);
    const views = await owner.query(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm', 'f')`,
    );
    expect(views.rows).toEqual([]);
    const roles = await owner.query<{ rolname: string }>(
      `SELECT rolname FROM pg_roles WHERE rolname LIKE $1 AND (rolsuper OR rolbypassrls OR rolcreaterole OR pg_has_role(rolname, $2, 'member'))`,
      [`jiedai_${service}_%`, `jiedai_${service}_owner`],
    );
    expect(roles.rows.map(({ rolname }) => rolname)).toEqual([`jiedai_${service}_owner`]);
  });

  it('shows the app role the rows of its transaction’s shops, and none where no shop is set', async () => {
    await each(service, async (table, { app, owner }) => {
      const seen = async (shops?: readonly string[]) => ({
        table: table.name,
        shops: await inShops(app, shops, () => shopsIn(app, table)),
      });
      expect(await seen()).toEqual({ table: table.name, shops: [] });
      expect(await seen([ours])).toEqual({ table: table.name, shops: [ours] });
      // After a transaction the setting is an empty string, not null.
      expect(await seen()).toEqual({ table: table.name, shops: [] });
      expect((await seen([theirs, ours])).shops.sort()).toEqual([ours, theirs].sort());
      expect(await inShops(owner, [ours], () => shopsIn(owner, table))).toEqual([]);
    });
  });

  it('lets the app role change, remove and add rows of its own shops only', async () => {
    await each(service, async (table, { app }) => {
      const { name, shopColumn, columns, values } = table;
      // Where it may change nothing at all, as of audit lines, it is refused.
      const changed = (sql: string) =>
        inShops(app, [ours], () =>
          app.query(sql, [theirs]).then(
            ({ rowCount }) => rowCount,
            ({ code }: { code?: string }) => (code === '42501' ? 0 : code),
          ),
        );
      expect([name, await changed(`DELETE FROM ${name} WHERE ${shopColumn} = $1`)]).toEqual([name, 0]);
      expect([name, await changed(`UPDATE ${name} SET ${shopColumn} = ${shopColumn} WHERE ${shopColumn} = $1`)]).toEqual([name, 0]);
      const add = `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${values.join(', ')})`;
      await expect(inShops(app, [ours], () => app.query(add, [theirs]))).rejects.toMatchObject({ code: '42501' });
    });
  });

  it('INV-6 lets the app role lock, give away, overwrite, empty or copy no row of another shop, and touch none where no shop is set', async () => {
    await each(service, async (table, { app }) => {
      const { name, shopColumn, columns, values } = table;
      const add = `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${values.join(', ')})`;
      const attempts: readonly (readonly [what: string, shops: readonly string[] | undefined, sql: string, shop?: string])[] = [
        ['lock', [ours], `SELECT 1 FROM ${name} WHERE ${shopColumn} = $1 FOR UPDATE`, theirs],
        ['give away', [ours], `UPDATE ${name} SET ${shopColumn} = $1`, theirs],
        ['empty', [ours], `TRUNCATE ${name}`],
        ['empty of whose', [ours], `DELETE FROM ${name} WHERE ${shopColumn} <> $1`, ours],
        ['add for nobody', undefined, add, theirs],
        ['change for nobody', undefined, `UPDATE ${name} SET ${shopColumn} = ${shopColumn}`],
        ['remove for nobody', undefined, `DELETE FROM ${name}`],
      ];
      for (const [what, shops, sql, shop] of attempts) expect([name, what, await touched(app, shops, sql, shop)]).toEqual([name, what, 0]);
    });
  });

  it('INV-6 has every table in the one schema that is fenced, and no function that runs as somebody else', async () => {
    const { owner } = filled.get(service)!;
    const elsewhere = await owner.query(
      `SELECT relnamespace::regnamespace::text AS schema, relname FROM pg_class
       WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND relnamespace::regnamespace::text NOT IN ('public', 'pg_catalog', 'information_schema', 'pg_toast')`,
    );
    expect(elsewhere.rows).toEqual([]);
    const definers = await owner.query(`SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace`);
    expect(definers.rows).toEqual([]);
  });

  it('gives the worker role rights where a migration lists it, and nowhere else', async () => {
    await each(service, async ({ name }, { worker, owner }) => {
      const listed = await owner.query(`SELECT 1 FROM pg_policies WHERE tablename = $1 AND $2 = ANY (roles)`, [
        name,
        `jiedai_${service}_worker`,
      ]);
      const rights = await owner.query<{ right: string }>(
        `SELECT privilege_type AS right FROM information_schema.column_privileges WHERE table_name = $1 AND grantee = $2`,
        [name, `jiedai_${service}_worker`],
      );
      expect([name, rights.rows.length > 0 && listed.rowCount === 0]).toEqual([name, false]);
      if (listed.rowCount === 0) await expect(worker.query(`SELECT 1 FROM ${name}`)).rejects.toMatchObject({ code: '42501' });
    });
    const { owner } = filled.get(service)!;
    const alien = await owner.query(
      `SELECT DISTINCT grantee, table_name FROM information_schema.role_table_grants
       WHERE table_schema = 'public' AND grantee NOT IN ($1, $2, $3)`,
      ['owner', 'app', 'worker'].map((kind) => `jiedai_${service}_${kind}`),
    );
    expect(alien.rows).toEqual([]);
  });
});
