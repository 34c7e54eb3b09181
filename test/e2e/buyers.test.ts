import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { exportSPKI, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { newId } from '#libs/platform/process/ids';
import { askPatiently } from '#test/kit/ask-patiently';
import { eventually } from '#test/kit/eventually';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;
let other: StagedShop;
let key: { readonly id: string; readonly sign: CryptoKey };

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'routing', 'session', 'gateway'] });
  [shop, other] = [await stageShop(system, { name: 'Lamps' }), await stageShop(system, { name: 'Chairs' })];
  key = await registerKey(shop);
  for (const each of [shop, other]) await mutate(each.tokenOf('owner'), 'setAnonymousBuyers', { shopId: each.id, allowed: true });
});

afterAll(() => system?.stop());

const payloads: Readonly<Record<string, string>> = {
  createBuyerTokenKey: 'key { id }',
  revokeBuyerTokenKey: 'key { revokedAt }',
  setAnonymousBuyers: 'buyerAccess { anonymous }',
  enterChat: 'session { id }',
  sendBuyerMessage: 'session { id state messages { nodes { text } } }',
  leaveChat: 'session { state }',
  sendAgentMessage: 'session { id }',
  createApiKey: 'secret',
};

/** One mutation: its payload, or the refusal. */
async function mutate<T = unknown>(token: string, operation: string, input: object): Promise<T> {
  const name = `${operation[0]?.toUpperCase()}${operation.slice(1)}`;
  const query = `mutation($input: ${name}Input!) { done: ${operation}(input: $input) { ${payloads[operation]} } }`;
  const command = operation === 'enterChat' ? input : { commandId: newId(), ...input };
  const { data, errors } = await askPatiently<{ done: T }>(system, token, query, { input: command });
  return data?.done ?? ({ refused: errors[0]?.extensions?.code, field: errors[0]?.extensions?.field } as T);
}

async function registerKey(of: StagedShop): Promise<typeof key> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const input = { shopId: of.id, name: 'web shop', publicKey: await exportSPKI(publicKey) };
  const done = await mutate<{ key: { id: string } }>(of.tokenOf('owner'), 'createBuyerTokenKey', input);
  return { id: done.key.id, sign: privateKey };
}

/** What the shop's server gives a buyer it knows. */
const known = (externalId: string, channel = 'WEB', by = key): Promise<string> =>
  new SignJWT({ channel })
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: by.id })
    .setIssuer(shop.id)
    .setSubject(externalId)
    .setAudience('jiedai-buyer')
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(by.sign);

async function knock(body: object): Promise<{ status: number; body: { token: string; buyer: object; errors?: { extensions: object }[] } }> {
  const url = `${system.process('gateway').url}/auth/buyer`;
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as never };
}

const read = 'query($id: ID!) { session(id: $id) { state buyer { externalId } messages { nodes { text sender } } } }';

interface Sent {
  readonly session: { readonly id: string };
}

it('a known buyer writes, reads its own session and leaves, under the token of the shop’s server', async () => {
  const token = await known('b1');
  const buyer = { channel: 'web', externalId: 'b1', name: 'Bao' };
  const { session } = await mutate<Sent>(token, 'sendBuyerMessage', { shopId: shop.id, buyer, text: 'hello' });
  expect(await mutate(token, 'enterChat', { shopId: shop.id, buyer })).toEqual({ session: { id: session.id } });
  const { data } = await system.graphql(token, read, { id: session.id });
  expect(data).toMatchObject({ session: { buyer: { externalId: 'b1' }, messages: { nodes: [{ text: 'hello', sender: 'BUYER' }] } } });
  expect(await mutate(token, 'leaveChat', { shopId: shop.id, buyer })).toEqual({ session: { state: expect.any(String) as unknown } });
});

it('an anonymous buyer gets an id of its own, where the shop lets such buyers in', async () => {
  const { status, body } = await knock({ shopId: shop.id, channel: 'WEB' });
  expect(status).toBe(201);
  const input = { shopId: shop.id, buyer: body.buyer, text: 'hi' };
  expect(await mutate(body.token, 'sendBuyerMessage', input)).toMatchObject({ session: { messages: { nodes: [{ text: 'hi' }] } } });
  await mutate(other.tokenOf('owner'), 'setAnonymousBuyers', { shopId: other.id, allowed: false });
  for (const shopId of [other.id, newId(), 'nonsense'])
    expect(await knock({ shopId })).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'SHOP_NOT_FOUND', field: 'shopId' } }] },
    });
  for (const wrong of [{}, { shopId: shop.id, channel: 'WECHAT' }, { shopId: 7 }])
    expect(await knock(wrong)).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } });
});

it('INV-6 a buyer sees nothing of another buyer, another shop, or the shop itself', async () => {
  const [mine, theirs] = [await known('b2'), await known('b3')];
  const self = (externalId: string): object => ({ channel: 'WEB', externalId });
  const { session } = await mutate<Sent>(theirs, 'sendBuyerMessage', { shopId: shop.id, buyer: self('b3'), text: 'secret' });
  for (const id of [session.id, newId()])
    expect((await system.graphql(mine, read, { id })).errors.map(({ extensions }) => extensions?.code)).toEqual(['SESSION_NOT_FOUND']);
  for (const operation of ['sendBuyerMessage', 'enterChat', 'leaveChat'])
    for (const buyer of [self('b3'), { channel: 'WECHAT', externalId: 'b2' }])
      expect(await mutate(mine, operation, { shopId: shop.id, buyer, ...(operation === 'sendBuyerMessage' && { text: 'x' }) })).toEqual({
        refused: 'FORBIDDEN',
        field: 'buyer',
      });
  expect(await mutate(mine, 'enterChat', { shopId: other.id, buyer: self('b2') })).toEqual({ refused: 'SHOP_NOT_FOUND', field: 'shopId' });
  expect(await mutate(mine, 'sendAgentMessage', { shopId: shop.id, sessionId: session.id, text: 'x' })).toMatchObject({
    refused: 'FORBIDDEN',
  });
  expect(await mutate(mine, 'createApiKey', { shopId: shop.id, name: 'x', scopes: ['read'] })).toMatchObject({ refused: 'FORBIDDEN' });
  expect((await system.graphql(mine, 'query($id: ID!) { shop(id: $id) { id } }', { id: shop.id })).errors[0]?.extensions?.code).toBe(
    'FORBIDDEN',
  );
});

it('the ids that buyers choose for their commands are their own', async () => {
  const commandId = newId();
  for (const who of ['b4', 'b5']) {
    const input = { shopId: shop.id, buyer: { channel: 'WEB', externalId: who }, text: who, commandId };
    expect(await mutate(await known(who), 'sendBuyerMessage', input)).toMatchObject({ session: { messages: { nodes: [{ text: who }] } } });
  }
});

it('a revoked key’s tokens are refused within 5 s; those of the key that follows it are not', async () => {
  const next = await registerKey(shop);
  const code = async (token: string): Promise<unknown> => (await system.graphql(token, '{ viewer { id } }')).errors[0]?.extensions?.code;
  const [before, after] = [await known('b6'), await known('b6', 'WEB', next)];
  expect([await code(before), await code(after)]).toEqual([undefined, undefined]);
  await mutate(shop.tokenOf('owner'), 'revokeBuyerTokenKey', { shopId: shop.id, keyId: key.id });
  await eventually(async () => expect(await code(before)).toBe('UNAUTHENTICATED'), { timeoutMs: 5_000 });
  expect(await code(after)).toBeUndefined();
});

const pem = (key: KeyObject): string => key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString();

it.each([
  ['nonsense', 'x'],
  ['a private key', pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)],
  ['a key on another curve', pem(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey)],
  ['a short key', pem(generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey)],
])('%s is no key for tokens', async (_what, publicKey) => {
  const input = { shopId: shop.id, name: 'x', publicKey };
  expect(await mutate(shop.tokenOf('owner'), 'createBuyerTokenKey', input)).toEqual({ refused: 'BAD_USER_INPUT', field: 'publicKey' });
});

it('an address that knocks too often is told to wait', async () => {
  const statuses = [];
  for (let at = 0; at < 40; at += 1) statuses.push((await knock({ shopId: shop.id })).status);
  expect(statuses).toContain(429);
  expect(statuses.indexOf(429)).toBeGreaterThan(10);
});
