import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload, type CryptoKey } from 'jose';
import { digestOf, writeApiKey } from '#libs/platform/access/api-key';
import { withoutAccount, type Bearer } from '#libs/platform/access/caller';
import type { Callers } from './account-rights';
import { BuyerTokens } from './buyer-tokens';
import { createIdentity } from './identity';
import type { IssuerSettings } from './issuer-settings';

const folder = mkdtempSync(join(tmpdir(), 'jiedai-identity-'));
const file = join(folder, 'jwks.json');
const [shop, account] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'];
const base = { sub: 'w', iss: 'us', aud: 'jiedai', roles: ['AGENT'], shop, account };
const inAnHour = (): number => Math.floor(Date.now() / 1_000) + 3_600;

let ours: CryptoKey;
let keySet: string;

const sign = (claims: JWTPayload, key: CryptoKey = ours, header = { alg: 'ES256', typ: 'JWT', kid: 'k1' }): Promise<string> =>
  new SignJWT({ exp: inAnHour(), ...claims }).setProtectedHeader(header).sign(key);

const us = (change: Partial<IssuerSettings> = {}): IssuerSettings => ({
  issuer: 'us',
  audience: 'jiedai',
  algorithms: ['ES256'],
  keys: { file },
  ourClaims: true,
  ...change,
});

const nobodyAsked = { callerOf: () => Promise.reject(new Error('The shop service was asked')) };

const identityOf = (issuers: readonly IssuerSettings[], callers: Pick<Callers, 'callerOf'> = nobodyAsked) =>
  createIdentity({ issuers, callers, buyerTokens: new BuyerTokens(['a secret of the gateways'], () => Promise.resolve(null)) });

const bearerOf = (authorization: string | undefined, keys: IssuerSettings['keys'] = { file }) =>
  identityOf([us({ keys })]).bearerOf(authorization);

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  ours = privateKey;
  keySet = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }] });
  writeFileSync(file, keySet);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('who calls', () => {
  it('PRM-2 is said by the token, but what an account may is not', async () => {
    for (const roles of [['AGENT'], ['OWNER', 'OPERATOR'], ['ROOT'], undefined])
      await expect(bearerOf(`Bearer ${await sign({ ...base, roles })}`)).resolves.toEqual({ subject: 'w', roles: [], shop, account });
  });

  it('may be a caller that is no account and has its role from the token', async () => {
    const connector = { ...base, roles: ['CONNECTOR'], account: undefined };
    await expect(bearerOf(`Bearer ${await sign(connector)}`)).resolves.toEqual({ subject: 'w', roles: ['CONNECTOR'], shop, account: null });
    const operator = { ...connector, roles: ['OPERATOR'], shop: undefined };
    await expect(bearerOf(`Bearer ${await sign(operator)}`)).resolves.toEqual({
      subject: 'w',
      roles: ['OPERATOR'],
      shop: null,
      account: null,
    });
  });

  it('says what is needed where there is no token', async () => {
    const refusal = { code: 'UNAUTHENTICATED', field: 'authorization', expected: expect.stringContaining('Bearer') as unknown };
    await expect(bearerOf(undefined)).rejects.toMatchObject(refusal);
    await expect(bearerOf('Basic eDp5')).rejects.toMatchObject(refusal);
  });

  it.each<[string, () => Promise<string>]>([
    ['alg none', () => Promise.resolve(new UnsecuredJWT({ exp: inAnHour(), ...base }).encode())],
    ["somebody else's key under our key's name", async () => sign(base, (await generateKeyPair('ES256')).privateKey)],
    [
      'the public key as an HMAC secret',
      () => new SignJWT({ exp: inAnHour(), ...base }).setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: 'k1' }).sign(Buffer.from(keySet)),
    ],
    ['a key nobody has published', () => sign(base, ours, { alg: 'ES256', typ: 'JWT', kid: 'k2' })],
    ['another kind of token', () => sign(base, ours, { alg: 'ES256', typ: 'passport', kid: 'k1' })],
    ['another issuer', () => sign({ ...base, iss: 'them' })],
    ['another audience', () => sign({ ...base, aud: 'bank' })],
    ['an end that is past', () => sign({ ...base, exp: Math.floor(Date.now() / 1_000) - 60 })],
    ['a beginning that is to come', () => sign({ ...base, nbf: inAnHour() })],
    ['a date that is to come', () => sign({ ...base, iat: inAnHour() })],
    ['no kind', () => sign(base, ours, { alg: 'ES256', kid: 'k1' } as never)],
    ['no end', () => sign({ ...base, exp: undefined })],
    ['no account and a role nobody knows', () => sign({ ...base, account: undefined, roles: ['ROOT'] })],
    ['no account and no role', () => sign({ ...base, account: undefined, roles: [] })],
    ['no account and the role of one', () => sign({ ...base, account: undefined, roles: ['CONNECTOR', 'OWNER'] })],
    ['an account and no shop', () => sign({ ...base, shop: undefined })],
    ['no subject', () => sign({ ...base, sub: undefined })],
    [
      'changed claims',
      async () =>
        (await sign(base)).replace(
          /\.[^.]+\./,
          `.${Buffer.from(JSON.stringify({ exp: inAnHour(), ...base, roles: ['OWNER'] })).toString('base64url')}.`,
        ),
    ],
    ['a shop that can be none of ours', () => sign({ ...base, shop: "'; DROP TABLE shop; --" })],
    ['nonsense', () => Promise.resolve('a.b.c')],
    ['nonsense without dots', () => Promise.resolve('%%%')],
  ])('refuses a token with %s', async (_what, token) => {
    await expect(bearerOf(`Bearer ${await token()}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', retryable: false });
  });
});

describe('a partner\u2019s key', () => {
  const keyId = '01900000-0000-7000-8000-000000000003';
  const key = writeApiKey(shop, keyId, Buffer.alloc(32, 7));
  const heard = { subject: keyId, shop, account: null, roles: [], key: { id: keyId, digest: digestOf(key) } };

  it('names its shop and itself, once the shop service knows it', async () => {
    const asked: unknown[] = [];
    const callers = { callerOf: (bearer: Bearer) => Promise.resolve(withoutAccount((asked.push(bearer), bearer))) };
    await expect(identityOf([us()], callers).bearerOf(`Bearer ${key}`)).resolves.toEqual(heard);
    expect(asked).toEqual([heard]);
  });

  it('that the shop service refuses is nobody\u2019s name', async () => {
    await expect(bearerOf(`Bearer ${key}`)).rejects.toThrow('The shop service was asked');
  });

  it.each([key.slice(0, -1), `${key.slice(0, -1)}${key.endsWith('a') ? 'b' : 'a'}`, 'jd_live_', 'jd_test_1'])(
    '%# that is mistyped is refused without a look-up',
    async (text) => {
      await expect(bearerOf(`Bearer ${text}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', field: 'authorization' });
    },
  );
});

describe('several issuers', () => {
  const other = join(folder, 'other.json');
  let theirs: CryptoKey;

  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    theirs = privateKey;
    writeFileSync(other, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' }] }));
  });

  const them = (change: Partial<IssuerSettings> = {}): IssuerSettings =>
    us({ issuer: 'them', audience: 'theirs', algorithms: ['RS256'], keys: { file: other }, ...change });
  const signTheirs = (claims: JWTPayload = {}, typ = 'JWT'): Promise<string> =>
    sign({ ...base, iss: 'them', aud: 'theirs', ...claims }, theirs, { alg: 'RS256', typ, kid: 'k1' });
  const heardBy = async (token: Promise<string>, issuers: readonly IssuerSettings[]) =>
    identityOf(issuers).bearerOf(`Bearer ${await token}`);
  const refused = { code: 'UNAUTHENTICATED', field: 'authorization' };

  it('are believed each by their own keys, algorithms and audience', async () => {
    const issuers = [us(), them()];
    await expect(heardBy(sign(base), issuers)).resolves.toMatchObject({ account });
    await expect(heardBy(signTheirs(), issuers)).resolves.toMatchObject({ account });
    await expect(heardBy(signTheirs({}, 'at+JWT'), issuers)).resolves.toMatchObject({ account });
    await expect(heardBy(signTheirs({ aud: 'jiedai' }), issuers)).rejects.toMatchObject(refused);
    await expect(heardBy(signTheirs({ iss: 'us', aud: 'jiedai' }), issuers)).rejects.toMatchObject(refused);
    await expect(heardBy(sign({ ...base, iss: 'them', aud: 'theirs' }), issuers)).rejects.toMatchObject(refused);
    await expect(heardBy(signTheirs(), [us(), them({ algorithms: ['ES256'] })])).rejects.toMatchObject(refused);
    await expect(heardBy(signTheirs(), [us()])).rejects.toMatchObject(refused);
  });

  it('say with claims of ours who calls only where the configuration believes them', async () => {
    const login = { subject: 'w', shop: null, account: null, roles: [], login: { issuer: 'them' } };
    const asked: unknown[] = [];
    const callers = { callerOf: (bearer: Bearer) => Promise.resolve(withoutAccount((asked.push(bearer), bearer))) };
    const believed = identityOf([them({ ourClaims: false })], callers);
    const operator = signTheirs({ roles: ['OPERATOR'], shop: undefined, account: undefined });
    for (const token of [await signTheirs(), await operator]) await expect(believed.bearerOf(`Bearer ${token}`)).resolves.toEqual(login);
    expect(asked).toEqual([login, login]);
    await expect(heardBy(operator, [them({ ourClaims: false })])).rejects.toThrow('The shop service was asked');
    const bare = signTheirs({ roles: undefined, shop: undefined, account: undefined });
    await expect(heardBy(bare, [them()])).rejects.toThrow('The shop service was asked');
    await expect(heardBy(operator, [them()])).resolves.toMatchObject({ roles: ['OPERATOR'] });
  });
});

describe('keys published over HTTP', () => {
  let server: Server;
  let answer: { status: number; body: string };
  let url: string;

  beforeAll(async () => {
    server = createServer(
      (_request, response) => void response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('verifies with them', async () => {
    answer = { status: 200, body: keySet };
    await expect(bearerOf(`Bearer ${await sign(base)}`, { url })).resolves.toMatchObject({ subject: 'w' });
  });

  it.each([
    ['an error', { status: 500, body: 'secret' }],
    ['nonsense', { status: 200, body: 'secret' }],
    ['no key set', { status: 200, body: '{"secret":1}' }],
  ])('an issuer that answers %s is SERVICE_UNAVAILABLE, not a bad token', async (_what, broken) => {
    answer = broken;
    const refusal = bearerOf(`Bearer ${await sign(base)}`, { url });
    await expect(refusal).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      retryable: true,
      message: expect.not.stringContaining('secret') as unknown,
    });
  });

  it('so is one that is down', async () => {
    await expect(bearerOf(`Bearer ${await sign(base)}`, { url: 'http://127.0.0.1:9/jwks' })).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    });
  });
});
