import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { Client } from 'pg';
import { repoRoot } from '#libs/platform/process/repo-root';
import { eventually } from '#test/kit/eventually';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

const audited = ['shop', 'schedule', 'routing', 'session'] as const;

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: [...audited, 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps' });
  await shop.hire('amy', ['AGENT']);
  await shop.hire('adam', ['ADMIN']);
});

afterAll(() => system?.stop());

interface Line {
  readonly operation: string;
  readonly actorId: string;
  readonly onId: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly changes: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[];
}

const page =
  '(filter: $filter, first: 10) { entries { operation actorId onId address userAgent requestId changes { field before after } } }';
const query = `query($id: ID!, $filter: AuditFilter) { shop(id: $id) { audit { ${audited.map((service) => service + page).join(' ')} } } }`;

async function linesOf(filter: object = {}): Promise<Record<(typeof audited)[number], Line[]>> {
  const { shop: found } = await shop.ask<{ shop: { audit: Record<(typeof audited)[number], { entries: Line[] }> } }>('owner', query, {
    id: shop.id,
    filter,
  });
  const { audit } = found;
  return Object.fromEntries(audited.map((service) => [service, audit[service].entries])) as Record<(typeof audited)[number], Line[]>;
}

/** Runs `npm run audit:verify` as an operator would, with the databases of this test in the environment. */
const verify = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const urls = Object.entries(system.databases).map(([service, { worker }]) => [`DATABASE_URL_${service.toUpperCase()}_WORKER`, worker]);
    const env = { ...process.env, ...(Object.fromEntries(urls) as Record<string, string>) };
    const script = join(repoRoot(), 'dist/infra/scripts/audit-verify.js');
    const child = execFile(process.execPath, [script, ...args], { env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

it('every service shows its own lines below one field, asked with one filter', async () => {
  await shop.tell('owner', 'saveReceptionSchedule', { shopId: shop.id, weekly: null });
  await shop.tell('amy', 'setPresence', { shopId: shop.id, presence: 'ONLINE' });
  const { id } = await shop.writes('b1');
  await eventually(async () => expect((await shop.session(id)).agent).toEqual({ id: shop.idOf('amy') }), { timeoutMs: 10_000 });
  await shop.tell('adam', 'endSession', { shopId: shop.id, sessionId: id, confirm: true });
  await shop.tell('adam', 'setPresence', { shopId: shop.id, agentId: shop.idOf('amy'), presence: 'REST' });

  const lines = await linesOf();
  const operations = Object.fromEntries(audited.map((service) => [service, lines[service].map(({ operation }) => operation)]));
  expect(operations).toEqual({
    shop: ['createAccount', 'createAccount', 'createShop'],
    schedule: ['saveReceptionSchedule'],
    routing: ['setPresence'],
    session: ['endSession'],
  });
  expect(lines.routing).toMatchObject([{ onId: shop.idOf('amy'), changes: [{ field: 'presence', before: '"ONLINE"', after: '"REST"' }] }]);
  expect(lines.session).toMatchObject([{ actorId: shop.idOf('adam'), onId: id }]);
  const byAdam = await linesOf({ who: shop.idOf('adam') });
  expect(audited.map((service) => byAdam[service].length)).toEqual([0, 0, 1, 1]);
});

it('a line says from where, and under which request', async () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const input = { shopId: shop.id, preset: 'TAOBAO' };
  const answer = await fetch(`http://127.0.0.1:${system.environment.ports.gateway}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${shop.tokenOf('owner')}`,
      'user-agent': `Console/1 ${'é'.repeat(300)}`,
      'x-forwarded-for': '203.0.113.9',
      traceparent: `00-${trace}-00f067aa0ba902b7-01`,
    },
    body: JSON.stringify({
      query: 'mutation($input: ApplyPresetInput!) { applyPreset(input: $input) { shop { id } } }',
      variables: { input },
    }),
  });
  expect(await answer.json()).toMatchObject({ data: { applyPreset: { shop: { id: shop.id } } } });
  const [line] = (await linesOf({ what: 'applyPreset' })).shop;
  expect(line).toMatchObject({ address: expect.stringMatching(/127\.0\.0\.1$/) as string, requestId: trace });
  expect(line?.userAgent).toMatch(/^Console\/1 [?]{150,190}$/);
});

it('audit:verify finds every chain whole, and names the first line that somebody has changed', async () => {
  expect(await verify()).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^session: 1 lines in 1 chains are as they/m) as string,
  });
  const own = await verify('--shop', shop.id);
  expect(own).toMatchObject({ code: 0, out: expect.stringMatching(/^shop: the chain ends with line 4, hash [0-9a-f]{64}$/m) as string });

  const owner = new Client({ connectionString: system.databases.shop.owner });
  await owner.connect();
  await owner.query('ALTER TABLE audit_entry DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY');
  await owner.query(`UPDATE audit_entry SET actor_id = 'somebody' WHERE shop_id = $1 AND seq IN (2, 3)`, [shop.id]);
  await owner.end();
  expect(await verify()).toMatchObject({
    code: 1,
    err: `shop: of shop ${shop.id}, line 2 is not as it was written behind the one before it.\n`,
  });
  expect(await verify('--shop', 'x')).toMatchObject({ code: 1, err: 'Name a shop by its id: npm run audit:verify -- --shop <id>\n' });
});
