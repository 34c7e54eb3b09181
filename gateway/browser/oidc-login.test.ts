import { type Browser } from '#test/kit/browser';
import { BrowserStage } from '#test/kit/browser-stage';
import { OidcProvider } from '#test/kit/oidc-provider';
import type { LoginSettings } from './browser-settings';

const stage = new BrowserStage();
const provider = new OidcProvider();
const minute = 60_000;
let login: LoginSettings;

beforeAll(async () => {
  await provider.start();
  login = { issuer: provider.issuer, clientId: 'jiedai-web', scope: 'openid offline_access' };
  await stage.open({ login });
});
beforeEach(() => Object.assign(provider, { subject: 'annie@company', fault: {}, isAway: false, padding: 0 }));
afterAll(() => Promise.all([stage.close(), provider.stop()]));

const viewer = '{ viewer { shop { id } } }';

/** Goes to the issuer and comes back as far as our callback, which is not asked yet. */
async function comeBack(browser: Browser, path = '/auth/login'): Promise<string> {
  const begun = await browser.get(path);
  expect(begun.status).toBe(303);
  const atIssuer = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
  return atIssuer.headers.get('location') ?? '';
}

const callback = (browser: Browser, url: string): Promise<Response> => browser.get(url, { 'sec-fetch-site': 'cross-site' });

async function loggedIn(): Promise<Browser> {
  const browser = stage.browser();
  expect((await callback(browser, await comeBack(browser))).status).toBe(303);
  return browser;
}

describe('a login at the issuer', () => {
  it('is the account that it is bound to, and comes back where it began', async () => {
    const browser = stage.browser();
    const back = await callback(browser, await comeBack(browser, '/auth/login?returnTo=/desk?tab=2'));
    expect([back.status, back.headers.get('location')]).toEqual([303, '/desk?tab=2']);
    expect([...browser.cookies.keys()]).toEqual(['jiedai']);
    expect(await browser.ask(viewer)).toMatchObject({ status: 200 });
    expect(stage.called.at(-1)).toEqual({
      subject: 'annie@company',
      shop: null,
      account: null,
      roles: [],
      login: { issuer: provider.issuer },
      session: expect.any(String) as unknown,
    });
  });

  it('shows no token of the issuer to the browser', async () => {
    const browser = await loggedIn();
    const kept = [...browser.cookies.values()].join();
    expect(kept).not.toContain([...provider.refreshTokens].at(-1));
    const { protectedHeader } = { protectedHeader: JSON.parse(Buffer.from(kept.split('.')[0] ?? '', 'base64url').toString()) as object };
    expect(protectedHeader).toMatchObject({ alg: 'dir', enc: 'A256GCM' });
  });

  it.each(['https://evil.example/', '//evil.example/', '/\\evil.example', 'desk'])('never leads to %s', async (returnTo) => {
    const answer = await stage.browser().get(`/auth/login?returnTo=${encodeURIComponent(returnTo)}`);
    expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{ extensions: { field: 'returnTo' } }] }]);
  });

  it.each([
    ['with another state', (url: URL) => url.searchParams.set('state', 'x')],
    ['with another code', (url: URL) => url.searchParams.set('code', 'x')],
    ['with a refusal of the issuer', (url: URL) => (url.searchParams.delete('code'), url.searchParams.set('error', 'access_denied'))],
  ])('that comes back %s begins no session', async (_what, change) => {
    const browser = stage.browser();
    const url = new URL(await comeBack(browser));
    change(url);
    expect((await callback(browser, url.href)).status).toBe(401);
    expect(browser.cookies.size).toBe(0);
  });

  it('that another browser began is not taken, nor one twice, nor one that took too long', async () => {
    const url = await comeBack(stage.browser());
    expect((await callback(stage.browser(), url)).status).toBe(401);
    const browser = stage.browser();
    const own = await comeBack(browser);
    const kept = browser.cookies.get('jiedai-login') ?? '';
    expect((await callback(browser, own)).status).toBe(303);
    browser.cookies.set('jiedai-login', kept);
    expect((await callback(browser, own)).status).toBe(401);
    const slow = stage.browser();
    const late = await comeBack(slow);
    stage.now += 10 * minute;
    expect((await callback(slow, late)).status).toBe(401);
  });

  it.each([
    ['signed by another key', { otherKey: true }],
    ['of another issuer', { issuer: 'https://evil.example' }],
    ['for another audience', { audience: 'somebody-else' }],
    ['for another login', { nonce: 'x' }],
  ])('with an ID token %s begins no session', async (_what, fault) => {
    provider.fault = fault;
    const browser = stage.browser();
    expect((await callback(browser, await comeBack(browser))).status).toBe(401);
    expect(browser.cookies.size).toBe(0);
  });

  it('that is bound to no account begins no session', async () => {
    provider.subject = 'stranger@company';
    const browser = stage.browser();
    const answer = await callback(browser, await comeBack(browser));
    expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('bound to no account')]);
    expect(browser.cookies.size).toBe(0);
  });

  it('that no cookie could hold is refused, and the log says why', async () => {
    provider.padding = 3_000;
    const browser = stage.browser();
    expect((await callback(browser, await comeBack(browser))).status).toBe(401);
    expect(browser.cookies.size).toBe(0);
    expect(stage.gateway.lines.join()).toContain('too large for a cookie');
  });

  it('keeps no ID token where both do not fit', async () => {
    provider.padding = 2_000;
    const browser = await loggedIn();
    const { next } = (await (await browser.post('/auth/logout', {})).json()) as { next: string };
    expect(next).toContain('/logout');
    expect(next).not.toContain('id_token_hint');
  });

  it('ends at the issuer too, and for every gateway', async () => {
    const browser = await loggedIn();
    await browser.ask(viewer);
    const { session } = stage.called.at(-1) ?? {};
    const { next } = (await (await browser.post('/auth/logout', {})).json()) as { next: string };
    const url = new URL(next);
    expect([url.origin + url.pathname, url.searchParams.get('post_logout_redirect_uri')]).toEqual([
      `${provider.issuer}/logout`,
      `${stage.origin}/`,
    ]);
    expect(url.searchParams.get('id_token_hint')).toMatch(/^eyJ/);
    expect(stage.ended.at(-1)).toBe(session);
    expect(browser.cookies.size).toBe(0);
  });
});

describe('whether a login is still good', () => {
  it('is asked once for all requests of a session, and the old cookie is good for half a minute more', async () => {
    const browser = await loggedIn();
    const old = browser.cookies.get('jiedai') ?? '';
    stage.now += 6 * minute;
    provider.asked.length = 0;
    const answers = await Promise.all(Array.from({ length: 10 }, () => browser.ask(viewer)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(provider.asked).toEqual(['refresh_token']);
    const late = stage.browser();
    late.cookies.set('jiedai', old);
    stage.now += 29_000;
    expect((await late.ask(viewer)).status).toBe(200);
    expect(provider.asked).toHaveLength(1);
    stage.now += 1_000;
    late.cookies.set('jiedai', old);
    expect((await late.ask(viewer)).status).toBe(401);
    expect((await browser.ask(viewer)).status).toBe(200);
  });

  it('ends the session where the issuer has ended it, after half a minute in which another gateway may have renewed it', async () => {
    const browser = await loggedIn();
    provider.refreshTokens.clear();
    stage.now += 6 * minute;
    provider.asked.length = 0;
    for (const seconds of [0, 29]) {
      stage.now += seconds * 1_000;
      expect((await browser.ask(viewer)).status).toBe(200);
    }
    expect(provider.asked).toHaveLength(1);
    stage.now += 1_000;
    expect((await browser.ask(viewer)).status).toBe(401);
    expect(browser.cookies.size).toBe(0);
  });

  it('is asked at two gateways at once, and signs nobody out', async () => {
    const browser = await loggedIn();
    await stage.serve({ login });
    const tab = stage.browser();
    const old = browser.cookies.get('jiedai') ?? '';
    tab.cookies.set('jiedai', old);
    stage.now += 6 * minute;
    const answers = await Promise.all([browser.ask(viewer), tab.ask(viewer)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    // The gateway that came second leaves the newer cookie alone.
    const renewed = [browser, tab].flatMap(({ cookies }) => cookies.get('jiedai') ?? []).filter((cookie) => cookie !== old);
    expect(renewed).toHaveLength(1);
    for (const each of [browser, tab]) each.cookies.set('jiedai', renewed[0] ?? '');
    stage.now += minute;
    for (const each of [browser, tab]) expect((await each.ask(viewer)).status).toBe(200);
  });

  it('does not matter while the issuer is away', async () => {
    const browser = await loggedIn();
    provider.isAway = true;
    provider.asked.length = 0;
    stage.now += 6 * minute;
    for (let at = 0; at < 3; at += 1) expect((await browser.ask(viewer)).status).toBe(200);
    expect(provider.asked).toHaveLength(1);
    provider.isAway = false;
    stage.now += minute;
    expect((await browser.ask(viewer)).status).toBe(200);
    expect(provider.asked).toHaveLength(2);
  });
});
