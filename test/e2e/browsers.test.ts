import { newId } from '#libs/platform/process/ids';
import { Browser } from '#test/kit/browser';
import { eventually } from '#test/kit/eventually';
import { OidcProvider } from '#test/kit/oidc-provider';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

const provider = new OidcProvider();
let system: TestSystem;
let shop: StagedShop;
let second: string;

beforeAll(async () => {
  await provider.start();
  const login = { issuer: provider.issuer, clientId: 'jiedai-web' };
  const env = { JIEDAI_LOGIN: JSON.stringify(login), JIEDAI_COOKIE_KEYS: 'k'.repeat(32) };
  system = await startSystem({ processes: ['shop', 'session', 'gateway'], env });
  second = (await system.addCopy('gateway')).url;
  shop = await stageShop(system, { name: 'Lamps' });
  await shop.hire('annie', ['AGENT']);
});

afterAll(async () => {
  await system?.stop();
  await provider.stop();
});

const viewer = '{ viewer { kind shop { id } roles } }';
const annie = { status: 200, body: { data: { viewer: { kind: 'ACCOUNT', roles: ['AGENT'] } } } };

/** Goes to the issuer and comes back. */
async function logIn(browser: Browser): Promise<Response> {
  const begun = await browser.get('/auth/login?returnTo=/desk');
  const atIssuer = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
  return browser.get(atIssuer.headers.get('location') ?? '', { 'sec-fetch-site': 'cross-site' });
}

async function bind(operation: 'bindAccount' | 'unbindAccount'): Promise<void> {
  const identity = { issuer: provider.issuer, subject: provider.subject };
  const input = { shopId: shop.id, accountId: shop.idOf('annie'), identity, commandId: newId() };
  const query = `mutation($input: ${operation === 'bindAccount' ? 'Bind' : 'Unbind'}AccountInput!) { ${operation}(input: $input) { account { id } } }`;
  const { errors } = await system.graphql(shop.tokenOf('owner'), query, { input });
  expect(errors).toEqual([]);
}

test('a company’s login is an account in a browser once it is bound, at every gateway, and no longer', async () => {
  const browser = new Browser(system.process('gateway').url);
  const stranger = await logIn(browser);
  expect([stranger.status, browser.cookies.size]).toEqual([401, 0]);
  await bind('bindAccount');
  await eventually(async () => expect((await logIn(browser)).headers.get('location')).toBe('/desk'));
  expect(await browser.ask(viewer)).toMatchObject(annie);
  expect(await (await browser.get('/auth/session')).json()).toMatchObject({
    session: { shopId: shop.id, accountId: shop.idOf('annie') },
    login: { accounts: [], issuer: true },
  });

  const elsewhere = new Browser(second);
  for (const [name, value] of browser.cookies) elsewhere.cookies.set(name, value);
  expect(await elsewhere.ask(viewer)).toMatchObject(annie);

  // Whoever took a copy away is signed out with it, at every gateway.
  const stolen = new Browser(second);
  for (const [name, value] of elsewhere.cookies) stolen.cookies.set(name, value);
  expect((await elsewhere.post('/auth/logout', {})).status).toBe(200);
  for (const copy of [browser, stolen]) await eventually(async () => expect((await copy.ask(viewer)).status).toBe(401));
  expect((await logIn(browser)).status).toBe(303);
  expect(await browser.ask(viewer)).toMatchObject(annie);

  await bind('unbindAccount');
  await eventually(async () => expect((await browser.ask(viewer)).status).toBe(401));
  expect(await (await browser.get('/auth/session')).json()).toMatchObject({ session: null });
});

test('nobody logs in without an issuer where the launcher offers nothing', async () => {
  const browser = new Browser(system.process('gateway').url);
  for (const answer of [await browser.get('/login'), await browser.post('/auth/local', { account: 'owner' })])
    expect(answer.status).toBe(404);
});
