import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTVerifyGetKey } from 'jose';
import { issuerKeys } from './issuer-keys';

const hour = 3_600_000;

let server: Server;
let asked: number;
let status: number;
let now: number;
let keys: JWTVerifyGetKey;

beforeEach(async () => {
  [asked, status, now] = [0, 200, Date.now()];
  const key = { ...(await exportJWK((await generateKeyPair('ES256')).publicKey)), kid: 'k1', alg: 'ES256' };
  server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [key] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'queueMicrotask'], now });
  keys = issuerKeys(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`, () => now);
});

afterEach(() => {
  jest.useRealTimers();
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const keyOf = (kid: string) => keys({ alg: 'ES256', kid }, { payload: '', signature: '' });

const later = (ms: number): void => {
  now += ms;
  jest.setSystemTime(now);
};

it('keys are asked for once and used until they are old', async () => {
  await keyOf('k1');
  await keyOf('k1');
  expect(asked).toBe(1);
  later(hour);
  await keyOf('k1');
  expect(asked).toBe(2);
});

it('while the issuer is away its last keys are good for a day, and it is asked once in 30 s', async () => {
  await keyOf('k1');
  status = 500;
  later(hour);
  await keyOf('k1');
  await keyOf('k1');
  expect(asked).toBe(2);
  later(30_000);
  await keyOf('k1');
  expect(asked).toBe(3);
  later(23 * hour);
  await expect(keyOf('k1')).rejects.toThrow();
});

it('an issuer that was never heard gives none', async () => {
  status = 500;
  await expect(keyOf('k1')).rejects.toThrow();
});

it('an unknown key is the token\u2019s fault, issuer away or not', async () => {
  await expect(keyOf('k2')).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
  status = 500;
  later(hour);
  await expect(keyOf('k2')).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
});
