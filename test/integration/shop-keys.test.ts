import { Client } from 'pg';
import { createOutbox, type OutboxListener } from '#libs/messaging/outbox/outbox';
import { digestOf, readApiKey } from '#libs/platform/access/api-key';
import type { Caller } from '#libs/platform/access/caller';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { features } from '#services/shop/features';
import { askSubgraph, type Answer, type Ask } from '#test/kit/ask-subgraph';
import { createDatabases } from '#test/kit/databases';
import { callerAs } from '#test/kit/caller-as';

const silent: OutboxListener = { appending: () => undefined, committed: () => undefined };
const clock = { at: new Date('2026-03-02T02:00:00Z'), now: () => clock.at };

let db: Database;
let ask: Ask;
let owner: Client;

beforeAll(async () => {
  const { shop } = await createDatabases(['shop']);
  owner = new Client({ connectionString: shop.owner });
  await owner.connect();
  db = createDatabase({ url: shop.app, max: 4, log: createLog({ service: 'test', level: 'silent' }), name: 'shop-keys-test' });
  const { resolvers, extra } = features({ db, readDb: db, workerDb: db, outbox: createOutbox(silent), clock, newId });
  ask = askSubgraph('shop', resolvers, extra);
});

afterAll(() => Promise.all([db.close(), owner.end()]));

const createShop = `mutation ($input: CreateShopInput!) { createShop(input: $input) { shop { id } owner { id } } }`;
const created = `apiKey { id name scopes createdBy { id } expiresAt previousSecretUntil lastUsedAt revokedAt } secret`;
const createKey = `mutation ($input: CreateApiKeyInput!) { done: createApiKey(input: $input) { ${created} } }`;
const rotateKey = `mutation ($input: RotateApiKeyInput!) { done: rotateApiKey(input: $input) { ${created} } }`;
const revokeKey = `mutation ($input: RevokeApiKeyInput!) { done: revokeApiKey(input: $input) { apiKey { id revokedAt } } }`;
const entities = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on KeyHolder { scopes } ... on Shop { apiKeys { id lastUsedAt } } } }`;

interface Done {
  readonly apiKey: { readonly id: string; readonly scopes: string[]; readonly previousSecretUntil: string | null };
  readonly secret: string | null;
}

const doneOf = ({ data, refusals }: Answer): Done => {
  expect(refusals).toEqual([]);
  return data['done'] as Done;
};

async function newShop(): Promise<Caller> {
  const { data } = await ask(callerAs('OPERATOR', null), createShop, { input: { name: 'S', preset: 'KUAISHOU' } });
  const { shop, owner: main } = data['createShop'] as { shop: { id: string }; owner: { id: string } };
  return callerAs('OWNER', shop.id, { account: main.id });
}

const make = async (caller: Caller, more: object = {}): Promise<Done> =>
  doneOf(await ask(caller, createKey, { input: { shopId: caller.shop, name: 'ERP', scopes: ['connector'], ...more } }));

const gatewayFor = (shop: string | null): Caller => ({
  subject: 'gateway',
  shop,
  account: null,
  roles: [],
  imEnabled: false,
  permissions: ['accounts:read'],
});

/** What the gateway hears about a key that somebody shows. */
async function shown(secret: string | null, shop?: string | null): Promise<unknown> {
  const key = readApiKey(secret ?? '');
  if (!key) throw new Error('That is no key');
  const of = [{ __typename: 'KeyHolder', id: key.id, digest: key.digest }];
  const { data, refusals } = await ask(gatewayFor(shop ?? key.shop), entities, { of });
  expect(refusals).toEqual([]);
  return (data['_entities'] as unknown[])[0];
}

it('a key is made for the shop, opens what its scopes say and shows its secret once', async () => {
  const caller = await newShop();
  const { apiKey, secret } = await make(caller, { scopes: ['read', 'connector', 'read'], commandId: 'c1' });
  expect(apiKey).toMatchObject({ name: 'ERP', scopes: ['connector', 'read'], createdBy: { id: caller.account }, revokedAt: null });
  expect(readApiKey(secret ?? '')).toMatchObject({ shop: caller.shop, id: apiKey.id });
  expect(await shown(secret)).toEqual({ scopes: ['connector', 'read'] });
  const again = await make(caller, { scopes: ['read', 'connector', 'read'], commandId: 'c1' });
  expect(again).toEqual({ apiKey: { ...apiKey }, secret: null });
});

it('nothing of a secret is stored but its digest', async () => {
  const { apiKey, secret } = await make(await newShop(), { commandId: 'c2' });
  const stored = await owner.query<{ digest: string; all: string }>(
    `SELECT k.digest, k::text || coalesce((SELECT string_agg(c::text, ' ') FROM command_result AS c), '') AS all FROM api_key AS k WHERE id = $1`,
    [apiKey.id],
  );
  await owner.query('ALTER TABLE api_key NO FORCE ROW LEVEL SECURITY; ALTER TABLE command_result NO FORCE ROW LEVEL SECURITY');
  const { rows } = await owner.query<{ digest: string; all: string }>(
    `SELECT k.digest, k::text || (SELECT string_agg(c::text, ' ') FROM command_result AS c) AS all FROM api_key AS k WHERE id = $1`,
    [apiKey.id],
  );
  await owner.query('ALTER TABLE api_key FORCE ROW LEVEL SECURITY; ALTER TABLE command_result FORCE ROW LEVEL SECURITY');
  expect(stored.rows).toEqual([]);
  expect(rows[0]?.digest).toBe(digestOf(secret ?? ''));
  expect(rows[0]?.all).toContain(apiKey.id);
  expect(rows[0]?.all).not.toContain((secret ?? '').slice(51, 94));
});

it('two secrets live during a rotation', async () => {
  const caller = await newShop();
  const first = await make(caller);
  const input = { shopId: caller.shop, keyId: first.apiKey.id, keepOldMinutes: 10 };
  const second = doneOf(await ask(caller, rotateKey, { input }));
  expect(second.apiKey).toMatchObject({ id: first.apiKey.id, previousSecretUntil: '2026-03-02T02:10:00.000Z' });
  expect([await shown(first.secret), await shown(second.secret)]).toEqual(Array(2).fill({ scopes: ['connector'] }));
  clock.at = new Date('2026-03-02T02:10:00Z');
  expect([await shown(first.secret), await shown(second.secret)]).toEqual([null, { scopes: ['connector'] }]);
  clock.at = new Date('2026-03-02T02:00:00Z');
  const last = doneOf(await ask(caller, rotateKey, { input: { ...input, keepOldMinutes: 0 } }));
  expect([await shown(second.secret), await shown(last.secret)]).toEqual([null, { scopes: ['connector'] }]);
});

it('a key ends when it was said to, and when it is revoked', async () => {
  const caller = await newShop();
  const [timed, free] = [await make(caller, { expiresAt: '2026-03-02T03:00:00Z' }), await make(caller)];
  clock.at = new Date('2026-03-02T03:00:00Z');
  expect([await shown(timed.secret), await shown(free.secret)]).toEqual([null, { scopes: ['connector'] }]);
  const revoked = await ask(caller, revokeKey, { input: { shopId: caller.shop, keyId: free.apiKey.id } });
  expect(revoked.data['done']).toMatchObject({ apiKey: { revokedAt: '2026-03-02T03:00:00.000Z' } });
  expect(await shown(free.secret)).toBeNull();
  const rotated = await ask(caller, rotateKey, { input: { shopId: caller.shop, keyId: free.apiKey.id } });
  expect(rotated.refusals).toEqual([{ code: 'KEY_NOT_FOUND', field: 'keyId' }]);
  clock.at = new Date('2026-03-02T02:00:00Z');
});

it('a use is written down, once a minute', async () => {
  const caller = await newShop();
  const { secret } = await make(caller);
  const lastUsed = async (): Promise<unknown> => {
    const { data } = await ask(caller, entities, { of: [{ __typename: 'Shop', id: caller.shop }] });
    return (data['_entities'] as [{ apiKeys: [{ lastUsedAt: string | null }] }])[0].apiKeys[0].lastUsedAt;
  };
  expect(await lastUsed()).toBeNull();
  const uses = [];
  for (const at of ['02:00:00', '02:00:59', '02:01:00']) {
    clock.at = new Date(`2026-03-02T${at}Z`);
    await shown(secret);
    uses.push(await lastUsed());
  }
  clock.at = new Date('2026-03-02T02:00:00Z');
  expect(uses).toEqual(['2026-03-02T02:00:00.000Z', '2026-03-02T02:00:00.000Z', '2026-03-02T02:01:00.000Z']);
});

it.each([
  ['no scope', { scopes: [] }, 'scopes'],
  ['a scope that nobody knows', { scopes: ['read', 'everything'] }, 'scopes.1'],
  ['the right to make keys', { scopes: ['keys:write'] }, 'scopes.0'],
  ['the right to grant', { scopes: ['accounts:grant'] }, 'scopes.0'],
  ['the gateway’s own permission', { scopes: ['accounts:read'] }, 'scopes.0'],
  ['no name', { name: ' ' }, 'name'],
  ['an end that is past', { expiresAt: '2026-03-02T02:00:00Z' }, 'expiresAt'],
  ['an end that is none', { expiresAt: 'tomorrow' }, 'expiresAt'],
])('a key with %s is refused, and nothing is stored', async (_title, wrong, field) => {
  const caller = await newShop();
  const { refusals } = await ask(caller, createKey, { input: { shopId: caller.shop, name: 'ERP', scopes: ['read'], ...wrong } });
  expect(refusals).toEqual([{ code: 'BAD_USER_INPUT', field }]);
  const { data } = await ask(caller, entities, { of: [{ __typename: 'Shop', id: caller.shop }] });
  expect(data['_entities']).toEqual([{ apiKeys: [] }]);
});

it('INV-6 keys of another shop are neither changed nor opened nor listed', async () => {
  const [mine, theirs] = [await newShop(), await newShop()];
  const { apiKey, secret } = await make(theirs);
  expect(await shown(secret, mine.shop)).toBeNull();
  for (const keyId of [apiKey.id, newId()])
    expect((await ask(mine, revokeKey, { input: { shopId: mine.shop, keyId } })).refusals).toEqual([
      { code: 'KEY_NOT_FOUND', field: 'keyId' },
    ]);
  expect((await ask(mine, revokeKey, { input: { shopId: theirs.shop, keyId: apiKey.id } })).refusals).toEqual([
    { code: 'SHOP_NOT_FOUND', field: 'shopId' },
  ]);
  expect(await shown(secret)).toEqual({ scopes: ['connector'] });
});

it('a key’s holder is told to the gateway alone', async () => {
  const caller = await newShop();
  const { secret } = await make(caller);
  const key = readApiKey(secret ?? '');
  const of = [{ __typename: 'KeyHolder', id: key?.id, digest: key?.digest }];
  expect((await ask(caller, entities, { of })).refusals).toEqual([{ code: 'FORBIDDEN', field: undefined }]);
});

it('a shop has at most 50 keys that have not ended', async () => {
  const caller = await newShop();
  const made = [];
  for (let at = 0; at < 50; at += 1) made.push(await make(caller));
  const { refusals } = await ask(caller, createKey, { input: { shopId: caller.shop, name: 'one more', scopes: ['read'] } });
  expect(refusals).toEqual([{ code: 'KEYS_LIMIT', field: undefined }]);
  await ask(caller, revokeKey, { input: { shopId: caller.shop, keyId: made[0]?.apiKey.id } });
  expect((await make(caller)).secret).not.toBeNull();
});
