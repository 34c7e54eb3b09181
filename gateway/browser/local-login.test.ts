import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { offerLogin } from '#infra/launcher/offer-login';
import type { DemoShop } from '#infra/launcher/run-file';
import { BrowserStage } from '#test/kit/browser-stage';

const stage = new BrowserStage();
const folder = mkdtempSync(join(tmpdir(), 'logins-'));
const demo = { shopId: 'demo', accounts: { owner: 'o1', 'agent-1': 'a1' } } as unknown as DemoShop;
const minute = 60_000;

beforeAll(() => stage.open({ localFolder: folder }));
afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true });
});

const viewer = '{ viewer { shop { id } } }';
const refused = (code: string) => ({ errors: [{ extensions: { code } }] });

async function loggedIn(account = 'owner') {
  offerLogin(folder, demo, stage.now);
  const browser = stage.browser();
  expect((await browser.post('/auth/local', { account })).status).toBe(200);
  return browser;
}

describe('whoever starts the system', () => {
  it('is the owner by the link, once', async () => {
    const code = offerLogin(folder, demo, stage.now);
    const [browser, second] = [stage.browser(), stage.browser()];
    const answer = await browser.post('/auth/local', { code });
    expect(await answer.json()).toMatchObject({ session: { shopId: 'demo', accountId: 'o1' } });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^jiedai=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=900$/),
    ]);
    expect(await browser.ask(viewer)).toMatchObject({ status: 200, body: { data: { viewer: { shop: { id: 'demo' } } } } });
    const again = await second.post('/auth/local', { code });
    expect([again.status, await again.json()]).toMatchObject([401, refused('UNAUTHENTICATED')]);
    expect((await second.ask(viewer)).status).toBe(401);
  });

  it('finds the link too old after ten minutes, and a made-up one wrong', async () => {
    const code = offerLogin(folder, demo, stage.now);
    expect((await stage.browser().post('/auth/local', { code: 'x'.repeat(32) })).status).toBe(401);
    stage.now += 10 * minute;
    expect((await stage.browser().post('/auth/local', { code })).status).toBe(401);
  });

  it('opens a page that runs no script but its own', async () => {
    const page = await stage.browser().get('/login', { 'sec-fetch-site': 'none' });
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'sha256-/);
    expect(await page.text()).toContain('/auth/local');
  });

  it('chooses among the accounts of the demo shop, and no others', async () => {
    const browser = await loggedIn('agent-1');
    expect(await (await browser.get('/auth/session')).json()).toMatchObject({
      session: { shopId: 'demo', accountId: 'a1' },
      login: { accounts: ['owner', 'agent-1'], issuer: false },
    });
    for (const account of ['nobody', 'constructor', '__proto__'])
      expect(await (await browser.post('/auth/local', { account })).json()).toMatchObject(refused('ACCOUNT_NOT_FOUND'));
  });
});

describe('a session', () => {
  it('goes on for 15 minutes after the last request, and for 12 hours in all', async () => {
    const browser = await loggedIn();
    for (let hour = 0; hour < 11; hour += 1)
      for (let quarter = 0; quarter < 5; quarter += 1) {
        stage.now += 12 * minute;
        expect((await browser.get('/auth/session')).status).toBe(200);
      }
    stage.now += 14 * minute;
    expect((await browser.ask(viewer)).status).toBe(200);
    stage.now += 15 * minute;
    const ended = await browser.ask(viewer);
    expect(ended).toMatchObject({ status: 401, body: refused('UNAUTHENTICATED') });
    expect(browser.cookies.size).toBe(0);

    const longer = await loggedIn();
    const statuses: number[] = [];
    for (let quarter = 0; quarter < 61; quarter += 1) {
      stage.now += 12 * minute;
      statuses.push((await longer.ask(viewer)).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(59);
    expect(statuses.slice(59)).toEqual([401, 401]);
  });

  it('is written anew at most once a minute', async () => {
    const browser = await loggedIn();
    expect((await browser.post('/graphql', { query: viewer })).headers.getSetCookie()).toEqual([]);
    stage.now += minute;
    expect((await browser.post('/graphql', { query: viewer })).headers.getSetCookie()).toHaveLength(1);
  });

  it('ends by hand', async () => {
    const browser = await loggedIn();
    expect(await (await browser.post('/auth/logout', {})).json()).toEqual({ next: null });
    expect(browser.cookies.size).toBe(0);
    expect(await (await browser.get('/auth/session')).json()).toMatchObject({ session: null });
  });

  it('is used by our own pages alone', async () => {
    const browser = await loggedIn();
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'content-type': 'text/plain' },
    ];
    for (const headers of foreign) expect(await browser.ask(viewer, headers)).toMatchObject({ status: 403, body: refused('FORBIDDEN') });
    expect((await browser.post('/auth/logout', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await browser.get('/auth/session', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const cookie = `jiedai=${browser.cookies.get('jiedai')}`;
    const bare = (headers: Record<string, string>) => raw({ cookie, 'content-type': 'application/json', ...headers });
    expect(await bare({})).toBe(403);
    expect(await bare({ origin: 'https://evil.example' })).toBe(403);
    expect(await bare({ origin: 'null' })).toBe(403);
    expect(await bare({ origin: stage.origin })).toBe(200);
    expect(await bare({ origin: 'http://evil.example', host: 'evil.example' })).toBe(403);
    expect(await bare({ origin: 'http://evil.example', host: 'evil.example', 'sec-fetch-site': 'same-origin' })).toBe(403);
  });

  it('is nobody’s when it was changed, sealed by another key, or made for something else', async () => {
    const browser = await loggedIn();
    const cookie = browser.cookies.get('jiedai') ?? '';
    for (const wrong of [cookie.slice(0, -2), `${cookie}A`, 'x', '', cookie.replace(/^[^.]+/, 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0')]) {
      browser.cookies.set('jiedai', wrong);
      expect((await browser.ask(viewer)).status).toBe(401);
    }
  });

  it('outlives a change of keys, as long as the old one is listed', async () => {
    const browser = await loggedIn();
    const old = browser.cookies.get('jiedai') ?? '';
    const keys = [['n'.repeat(32), 'k'.repeat(32)], ['n'.repeat(32)]];
    const statuses: number[] = [];
    for (const cookieKeys of keys) {
      await stage.serve({ localFolder: folder, cookieKeys });
      const later = stage.browser();
      later.cookies.set('jiedai', old);
      statuses.push((await later.ask(viewer)).status);
    }
    expect(statuses).toEqual([200, 401]);
  });

  it('gives way to a token that is shown beside it', async () => {
    const browser = await loggedIn();
    stage.called.length = 0;
    await browser.ask(viewer, { authorization: 'Bearer t', 'sec-fetch-site': 'cross-site' });
    expect(stage.called.map(({ subject }) => subject)).toEqual(['w']);
  });
});

/** A request with headers that fetch would not let one set. */
const raw = (headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(`${stage.origin}/graphql`, { method: 'POST', headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ query: viewer }));
  });
