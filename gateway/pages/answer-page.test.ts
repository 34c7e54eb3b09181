import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayStage, type ServedGateway } from '#test/kit/gateway-stage';
import { readFrontEnd } from './front-end';

const folder = mkdtempSync(join(tmpdir(), 'jiedai-pages-'));
const stage = new GatewayStage();
let gateway: ServedGateway;

const get = (path: string, accept = 'text/html'): Promise<Response> => fetch(gateway.url + path, { headers: { accept } });

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<meta property="csp-nonce" nonce="%NONCE%">');
  writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'say();'.repeat(200));
  await stage.open();
  gateway = await stage.serve({ pages: { console: readFrontEnd(folder), chat: readFrontEnd(folder), chatIn: ['https://shop.example'] } });
});

afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true });
});

it('each path that people open is the page, with a nonce of its own that its policy names', async () => {
  const nonces = await Promise.all(
    ['/', '/board', '/chat', '/chat/x'].map(async (path) => {
      const answer = await get(path);
      const nonce = /nonce="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(answer.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
      return nonce;
    }),
  );
  expect(new Set(nonces).size).toBe(4);
});

it('the policy lets nothing of others in, no script of the page’s text, and no frame around it', async () => {
  const policy = (await get('/')).headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/default-src 'none'; script-src 'self';.*frame-ancestors 'none'; require-trusted-types-for 'script'/);
  expect(policy).not.toMatch(/https?:|\*|unsafe/);
});

it('only the chat may stand in a frame, of the origins that are allowed', async () => {
  const policy = async (path: string) => (await get(path)).headers.get('content-security-policy');
  expect(await policy('/chat')).toContain("frame-ancestors 'self' https://shop.example;");
  expect(await policy('/board')).toContain("frame-ancestors 'none';");
});

it('files whose name holds their hash may be kept', async () => {
  expect((await get('/chat/assets/main-1a2b.js', '*/*')).headers.get('cache-control')).toContain('immutable');
  const answer = await get('/assets/main-1a2b.js', '*/*');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect([answer.headers.get('content-type'), answer.headers.get('content-encoding')]).toEqual(['text/javascript; charset=utf-8', 'gzip']);
  expect(await answer.text()).toBe('say();'.repeat(200));
});

it('programs are told as before: what this is, and that there is nothing', async () => {
  expect(await (await get('/', '*/*')).text()).toContain('Its GraphQL gateway'.slice(4));
  expect(await (await get('/api')).text()).toContain('npm run --silent token');
  expect((await get('/assets/main-none.js', '*/*')).status).toBe(404);
  expect((await get('/graphql/none', '*/*')).status).toBe(404);
});
