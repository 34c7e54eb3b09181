import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateKeyPair, importJWK, SignJWT, UnsecuredJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps' });
});

afterAll(() => system?.stop());

interface Answer {
  readonly status: number;
  readonly body: {
    readonly data?: unknown;
    readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
  };
}

async function post(body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${system.process('gateway').url}/graphql`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

/** The first refusal, without the request's own id, which every answer has. */
function refusalOf({ body }: Answer): Readonly<Record<string, unknown>> {
  const { requestId: _requestId, ...refusal } = { ...body.errors?.[0]?.extensions };
  return refusal;
}

const text = (part: string): unknown => expect.stringContaining(part);

describe('who does not prove who they are is not heard', () => {
  const inAnHour = (): number => Math.floor(Date.now() / 1_000) + 3_600;
  const local = (): { issuer: string; audience: string; jwksFile: string } =>
    (JSON.parse(system.environment.issuers) as [{ issuer: string; audience: string; jwksFile: string }])[0];
  const claims = (): JWTPayload => ({
    sub: 'eve',
    iss: local().issuer,
    aud: local().audience,
    exp: inAnHour(),
    roles: ['OWNER'],
    shop: shop.id,
    account: shop.idOf('owner'),
  });
  const sign = (payload: JWTPayload, key: CryptoKey | Uint8Array, alg = 'ES256'): Promise<string> =>
    new SignJWT(payload).setProtectedHeader({ alg, typ: 'JWT', kid: 'local-1' }).sign(key);
  const issuerKey = async (): Promise<CryptoKey> => {
    const file = join(dirname(local().jwksFile), 'issuer.jwk.json');
    return (await importJWK(JSON.parse(readFileSync(file, 'utf8')) as JWK, 'ES256')) as CryptoKey;
  };

  it('a token like the forged ones below is heard when it is genuine', async () => {
    const answer = await post('{"query":"{ viewer { id } }"}', { authorization: `Bearer ${await sign(claims(), await issuerKey())}` });
    expect(answer).toEqual({ status: 200, body: { data: { viewer: { id: 'eve' } } } });
  });

  it.each<[string, () => Promise<string | undefined>]>([
    ['no token', () => Promise.resolve(undefined)],
    ['no bearer', () => Promise.resolve('Basic eDp5')],
    ['nonsense', () => Promise.resolve('Bearer x.y.z')],
    ['alg none', () => Promise.resolve(`Bearer ${new UnsecuredJWT(claims()).encode()}`)],
    ['another key', async () => `Bearer ${await sign(claims(), (await generateKeyPair('ES256')).privateKey)}`],
    ['the public key as a secret', async () => `Bearer ${await sign(claims(), readFileSync(local().jwksFile), 'HS256')}`],
    ['another issuer', async () => `Bearer ${await sign({ ...claims(), iss: 'eve' }, await issuerKey())}`],
    ['another audience', async () => `Bearer ${await sign({ ...claims(), aud: 'bank' }, await issuerKey())}`],
    [
      'a token that has ended',
      async () => `Bearer ${await sign({ ...claims(), exp: Math.floor(Date.now() / 1_000) - 60 }, await issuerKey())}`,
    ],
  ])('%s', async (_what, authorization) => {
    const header = await authorization();
    const answer = await post('{"query":"{ viewer { id } }"}', header === undefined ? {} : { authorization: header });
    expect(answer.status).toBe(401);
    expect(refusalOf(answer)).toEqual({
      code: 'UNAUTHENTICATED',
      field: 'authorization',
      expected: text('Bearer <token>'),
      retryable: false,
    });
    expect(answer.body.data).toBeUndefined();
  });
});
