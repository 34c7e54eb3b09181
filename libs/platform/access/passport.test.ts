import { SignJWT } from 'jose';
import type { Caller } from './caller';
import { passportReader, passportSigner } from './passport';

const [old, fresh, foreign] = [
  'an old secret of 32 characters..',
  'a new secret of 32 characters...',
  'another secret of 32 characters.',
] as const;
const agent: Caller = { subject: 'w', roles: ['AGENT'], shop: 's', account: 'a', imEnabled: true, permissions: ['hours:write'] };
const refused = { code: 'UNAUTHENTICATED' };

afterEach(() => jest.useRealTimers());

describe('a passport', () => {
  it('carries who calls and what it may', async () => {
    const passport = await passportSigner([fresh]).sign(agent);
    await expect(passportReader([fresh]).read(passport)).resolves.toEqual(agent);
  });

  it('is read under every live secret and signed with the first, so that secrets can be changed one process after another', async () => {
    const [before, after] = [await passportSigner([old]).sign(agent), await passportSigner([fresh, old]).sign(agent)];
    const reader = passportReader([fresh, old]);
    await expect(reader.read(before)).resolves.toEqual(agent);
    await expect(reader.read(after)).resolves.toEqual(agent);
    await expect(passportReader([fresh]).read(after)).resolves.toEqual(agent);
    await expect(passportReader([fresh]).read(before)).rejects.toMatchObject(refused);
  });

  it('is signed anew when anything the caller may has changed', async () => {
    const signer = passportSigner([fresh]);
    const first = await signer.sign(agent);
    expect(await signer.sign({ ...agent })).toBe(first);
    for (const change of [
      { roles: ['OPERATIONS'] },
      { imEnabled: false },
      { permissions: [] },
      { shop: 't' },
      { account: 'b' },
      { key: 'k' },
      { buyer: { channel: 'WEB', externalId: 'b' } },
    ] as Partial<Caller>[]) {
      const next = await signer.sign({ ...agent, ...change });
      expect(next).not.toBe(first);
      await expect(passportReader([fresh]).read(next)).resolves.toEqual({ ...agent, ...change });
    }
  });

  it('lives for a minute, and is not handed out in the second half of it', async () => {
    jest.useFakeTimers({ now: Date.parse('2026-03-02T10:00:00Z'), doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    const [signer, reader] = [passportSigner([fresh]), passportReader([fresh])];
    const first = await signer.sign(agent);
    await reader.read(first);
    jest.setSystemTime(Date.parse('2026-03-02T10:00:29Z'));
    expect(await signer.sign(agent)).toBe(first);
    jest.setSystemTime(Date.parse('2026-03-02T10:00:30Z'));
    expect(await signer.sign(agent)).not.toBe(first);
    jest.setSystemTime(Date.parse('2026-03-02T10:01:06Z'));
    await expect(reader.read(first)).rejects.toMatchObject(refused);
  });

  const claims = { roles: ['OWNER'], shop: 's', account: 'a', imEnabled: true, permissions: [] };
  const sign = (
    payload: object,
    { typ = 'passport', iss = 'jiedai-gateway', aud = 'jiedai-subgraph', secret = fresh as string, alg = 'HS256' } = {},
  ) =>
    new SignJWT({ ...payload })
      .setProtectedHeader({ alg, typ })
      .setSubject('w')
      .setIssuer(iss)
      .setAudience(aud)
      .setExpirationTime('1m')
      .sign(new TextEncoder().encode(secret));

  it.each<[string, () => Promise<string | undefined>]>([
    ['nothing', () => Promise.resolve(undefined)],
    ['nonsense', () => Promise.resolve('x.y.z')],
    ['another secret', () => sign(claims, { secret: foreign })],
    ['another kind of token', () => sign(claims, { typ: 'JWT' })],
    ['another issuer', () => sign(claims, { iss: 'eve' })],
    ['another audience', () => sign(claims, { aud: 'bank' })],
    ['another algorithm', () => sign(claims, { alg: 'HS384' })],
    ['a role nobody knows', () => sign({ ...claims, roles: ['ROOT'] })],
    ['no word about the workbench', () => sign({ ...claims, imEnabled: undefined })],
    ['no word about permissions', () => sign({ ...claims, permissions: undefined })],
  ])('is not %s', async (_what, passport) => {
    await expect(passportReader([fresh]).read(await passport())).rejects.toMatchObject(refused);
  });

  it('of the tests above is one when nothing is wrong with it', async () => {
    await expect(passportReader([fresh]).read(await sign(claims))).resolves.toMatchObject({ roles: ['OWNER'] });
  });
});
