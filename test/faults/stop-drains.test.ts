import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { passportHeader, passportSigner } from '#libs/platform/access/passport';
import { newId } from '#libs/platform/process/ids';
import { callerAs } from '#test/kit/caller-as';
import { eventually } from '#test/kit/eventually';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let database: Client;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop'] });
  database = new Client({ connectionString: system.databases.shop.app });
  await database.connect();
});

afterAll(async () => {
  await database?.end();
  await system?.stop();
});

interface Answer {
  readonly status: number;
  readonly body: { readonly data?: Record<string, never>; readonly errors?: readonly unknown[] };
}

async function ask({ role, shop }: { role: 'OPERATOR' | 'OWNER'; shop: string | null }, query: string): Promise<Answer> {
  const signer = passportSigner(system.environment.passportSecrets.split(','));
  const passport = await signer.sign(callerAs(role, shop));
  const response = await fetch(`${system.process('shop').url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [passportHeader]: passport },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const inShop = async <T>(shop: string, sql: string, values: readonly string[] = []): Promise<T[]> => {
  await database.query(`SELECT set_config('jiedai.shops', $1, false)`, [`{${shop}}`]);
  return (await database.query(sql, [...values])).rows as T[];
};

const unpublished = 'SELECT o.seq FROM outbox o LEFT JOIN outbox_cursor c USING (stream, shop_id) WHERE o.seq > coalesce(c.seq, 0)';

it('a process that is told to stop takes no new work and says so; what it has begun is done, answered and published', async () => {
  const created = await ask(
    { role: 'OPERATOR', shop: null },
    'mutation { createShop(input: {name: "S", timeZone: "Asia/Shanghai", preset: KUAISHOU}) { shop { id } } }',
  );
  const shop = (created.body.data as unknown as { createShop: { shop: { id: string } } }).createShop.shop.id;
  await eventually(async () => expect(await inShop(shop, unpublished)).toEqual([]), { timeoutMs: 30_000 });
  await database.query('BEGIN');
  expect(await inShop(shop, 'SELECT id FROM shop WHERE id = $1 FOR UPDATE', [shop])).toHaveLength(1);
  const begun = ask(
    { role: 'OWNER', shop },
    `mutation { updateShopPolicy(input: {shopId: "${shop}", commandId: "${newId()}", policy: {botFirst: true}}) { shop { policyVersion } } }`,
  );
  await eventually(async () => expect(await inShop(shop, 'SELECT 1 FROM pg_locks WHERE NOT granted')).toHaveLength(1));
  const stopped = system.process('shop').stop();
  await eventually(async () => {
    const ready = await fetch(`${system.process('shop').url}/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'not ready', because: 'stopping' }]);
  });
  expect(await ask({ role: 'OWNER', shop }, '{ __typename }')).toMatchObject({
    status: 503,
    body: { errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } }] },
  });
  await database.query('COMMIT');
  expect(await begun).toMatchObject({ status: 200, body: { data: { updateShopPolicy: { shop: { policyVersion: 2 } } } } });
  await stopped;
  const log = readFileSync(system.process('shop').logFile, 'utf8');
  expect(log).toContain('"msg":"stopped"');
  expect(log).not.toContain('left behind');
  expect(await inShop(shop, unpublished)).toEqual([]);
});
