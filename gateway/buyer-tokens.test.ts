import { exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import pino from 'pino';
import { BuyerRights, type BuyerAccessNow } from './buyer-rights';
import { BuyerTokens } from './buyer-tokens';

const [shop, other, kid] = [
  '01900000-0000-7000-8000-000000000001',
  '01900000-0000-7000-8000-000000000002',
  '01900000-0000-7000-8000-000000000003',
];
const ours = 'jiedai-gateway';
const [old, fresh] = ['an old secret of the gateways...', 'a new secret of the gateways...'];
const refused = { code: 'UNAUTHENTICATED', field: 'authorization' };
const seconds = (): number => Math.floor(Date.now() / 1_000);

let theirs: CryptoKey;
let publicKey: string;
let access: BuyerAccessNow | null;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  theirs = pair.privateKey;
  publicKey = await exportSPKI(pair.publicKey);
});

beforeEach(() => (access = { anonymous: true, keys: [{ id: kid, publicKey, algorithm: 'ES256' }] }));

const tokens = (...secrets: string[]): BuyerTokens =>
  new BuyerTokens(secrets.length > 0 ? secrets : [fresh], (asked) => Promise.resolve(asked === shop ? access : null));

const known = (change: JWTPayload = {}, key: CryptoKey | Uint8Array = theirs, header: object = {}): Promise<string> =>
  new SignJWT({ sub: 'b1', channel: 'WECHAT', iss: shop, aud: 'jiedai-buyer', iat: seconds(), exp: seconds() + 3_600, ...change })
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid, ...header })
    .sign(key);

describe('a known buyer’s token', () => {
  it('is signed by the shop’s server and names the buyer', async () => {
    await expect(tokens().read(await known(), shop)).resolves.toMatchObject({
      bearer: { subject: 'WECHAT/b1', shop, account: null, roles: [], buyer: { channel: 'WECHAT', externalId: 'b1', keyId: kid } },
    });
  });

  it('without a type is refused with the words what is missing', async () => {
    const token = await known({}, theirs, { typ: undefined });
    await expect(tokens().read(token, shop)).rejects.toMatchObject({
      ...refused,
      expected: expect.stringContaining('"typ": "JWT"') as unknown,
    });
  });

  it.each<[string, () => Promise<string>]>([
    ['somebody else’s key', async () => known({}, (await generateKeyPair('ES256')).privateKey)],
    ['a key that the shop does not have', () => known({}, theirs, { kid: other })],
    ['no key named', () => known({}, theirs, { kid: undefined })],
    ['the public key as a secret', () => known({}, Buffer.from(publicKey), { alg: 'HS256' })],
    [
      'alg none',
      () =>
        Promise.resolve(new UnsecuredJWT({ sub: 'b1', channel: 'WECHAT', iss: shop, aud: 'jiedai-buyer', exp: seconds() + 60 }).encode()),
    ],
    ['a life of more than an hour', () => known({ exp: seconds() + 3_700 })],
    ['an hour that is over', () => known({ iat: seconds() - 3_700, exp: seconds() - 100 })],
    ['no end', () => known({ exp: undefined })],
    ['no beginning', () => known({ iat: undefined })],
    ['a beginning that is to come', () => known({ iat: seconds() + 60 })],
    ['a day on which it begins to be good', () => known({ nbf: seconds() + 60 })],
    ['another audience', () => known({ aud: 'jiedai' })],
    ['another kind', () => known({}, theirs, { typ: 'passport' })],
    ['no channel', () => known({ channel: undefined })],
    ['no buyer', () => known({ sub: '' })],
    ['a buyer with a name too long', () => known({ sub: 'b'.repeat(201) })],
    ['another shop behind the same key', () => known({ iss: other })],
  ])('with %s is refused', async (_what, token) => {
    await expect(tokens().read(await token(), shop)).rejects.toMatchObject(refused);
  });

  it('of a shop that has no such key is refused', async () => {
    await expect(tokens().read(await known({ iss: other }), other)).rejects.toMatchObject(refused);
  });
});

describe('an anonymous buyer’s token', () => {
  it('names a buyer of its own for 30 days, at every gateway', async () => {
    const [one, two] = [await tokens().issue(shop), await tokens().issue(shop)];
    expect(one.buyer.externalId).not.toBe(two.buyer.externalId);
    expect(Date.parse(one.expiresAt) - Date.now()).toBeGreaterThan(29.9 * 86_400_000);
    await expect(tokens().read(one.token, ours)).resolves.toMatchObject({
      bearer: { shop, account: null, roles: [], buyer: { ...one.buyer, keyId: null } },
    });
  });

  it('is read under every live secret, and signed with the first', async () => {
    const before = await tokens(old).issue(shop);
    const after = await tokens(fresh, old).issue(shop);
    await expect(tokens(fresh, old).read(before.token, ours)).resolves.toMatchObject({ bearer: { shop } });
    await expect(tokens(fresh).read(after.token, ours)).resolves.toMatchObject({ bearer: { shop } });
    await expect(tokens(fresh).read(before.token, ours)).rejects.toMatchObject(refused);
  });

  it('cannot be signed by a shop, nor with the secret of passports', async () => {
    const claims = { iss: ours, shop, channel: 'WEB' };
    await expect(tokens().read(await known(claims), ours)).rejects.toMatchObject(refused);
    await expect(tokens().read(await known(claims, Buffer.from(fresh), { alg: 'HS256' }), ours)).rejects.toMatchObject(refused);
  });
});

describe('a buyer calls', () => {
  const rights = () => new BuyerRights({ ask: () => Promise.resolve(access), log: pino({ level: 'silent' }), now: () => 0 });

  it('as itself alone', async () => {
    const { bearer } = await tokens().read(await known(), shop);
    await expect(rights().callerOf(bearer)).resolves.toEqual({
      subject: 'WECHAT/b1',
      shop,
      account: null,
      roles: ['BUYER'],
      imEnabled: false,
      permissions: [],
      buyer: { channel: 'WECHAT', externalId: 'b1' },
    });
  });

  it('while the key stands, or while anonymous buyers are let in', async () => {
    const [{ bearer: byKey }, { bearer: nobody }] = [
      await tokens().read(await known(), shop),
      await tokens().read((await tokens().issue(shop)).token, ours),
    ];
    access = { anonymous: true, keys: [] };
    await expect(rights().callerOf(byKey)).rejects.toMatchObject(refused);
    await expect(rights().callerOf(nobody)).resolves.toMatchObject({ roles: ['BUYER'] });
    access = { anonymous: false, keys: [{ id: kid, publicKey, algorithm: 'ES256' }] };
    await expect(rights().callerOf(byKey)).resolves.toMatchObject({ roles: ['BUYER'] });
    await expect(rights().callerOf(nobody)).rejects.toMatchObject(refused);
    access = null;
    await expect(rights().callerOf(byKey)).rejects.toMatchObject(refused);
  });
});
