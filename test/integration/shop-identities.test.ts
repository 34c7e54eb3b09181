import type { Caller } from '#libs/platform/access/caller';
import { callerAs } from '#test/kit/caller-as';
import { startShopGraph, type Acted, type ShopGraph } from '#test/kit/shop-graph';

let graph: ShopGraph;

beforeAll(async () => {
  graph = await startShopGraph('shop-identities-test');
});

afterAll(() => graph.close());

let count = 0;
const login = (subject = `u${(count += 1)}`) => ({ issuer: 'https://login.example', subject });
type Login = ReturnType<typeof login>;

const act = (
  operation: 'bindAccount' | 'unbindAccount',
  by: Caller,
  account: string | null,
  identity: Login,
  more: object = {},
): Promise<Acted> =>
  graph.act(
    by,
    operation,
    { accountId: account, identity, ...more },
    'account { id identities { issuer subject shopId accountId boundAt } }',
  );
const bind = (by: Caller, account: string | null, identity: Login, more?: object) => act('bindAccount', by, account, identity, more);

const gateway: Caller = { subject: 'gateway', shop: null, account: null, roles: [], imEnabled: false, permissions: ['accounts:read'] };

/** What the gateway hears when somebody logs in. */
async function whoIs(...logins: Login[]): Promise<unknown> {
  const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on AccountIdentity { shopId accountId } } }';
  const { data, refusals } = await graph.ask(gateway, query, { of: logins.map((each) => ({ __typename: 'AccountIdentity', ...each })) });
  expect(refusals).toEqual([]);
  return data['_entities'];
}

it('a login is the account that it was bound to, in whatever shop, until it is taken from it', async () => {
  const [one, two] = [await graph.open(), await graph.open()];
  const [annie, bo] = [await one.hire('AGENT'), await two.hire('AGENT')];
  const [first, second, unknown] = [login(), login(), login()];
  const { done } = await bind(one.owner, annie.account, first);
  expect(done).toEqual({
    account: {
      id: annie.account,
      identities: [{ ...first, shopId: one.id, accountId: annie.account, boundAt: '2026-03-02T02:00:00.000Z' }],
    },
  });
  await bind(two.owner, bo.account, second);
  expect(await whoIs(second, unknown, first)).toEqual([
    { shopId: two.id, accountId: bo.account },
    null,
    { shopId: one.id, accountId: annie.account },
  ]);
  await act('unbindAccount', one.owner, annie.account, first);
  expect(await whoIs(first, second)).toEqual([null, { shopId: two.id, accountId: bo.account }]);
  expect((await bind(two.owner, bo.account, first)).refusal).toBeUndefined();
});

it('INV-6 a login that is bound already is refused, in its own shop and in another, and stays whose it was', async () => {
  const [one, two] = [await graph.open(), await graph.open()];
  const [annie, bo] = [await one.hire('AGENT'), await one.hire('AGENT')];
  const taken = login();
  await bind(one.owner, annie.account, taken);
  expect((await bind(one.owner, annie.account, taken)).refusal).toBeUndefined();
  for (const [by, account] of [
    [one.owner, bo.account],
    [two.owner, two.owner.account],
  ] as const)
    expect((await bind(by, account, taken)).refusal).toEqual({ code: 'IDENTITY_TAKEN', field: 'identity' });
  for (const [by, account] of [
    [two.owner, two.owner.account],
    [one.owner, bo.account],
  ] as const)
    expect((await act('unbindAccount', by, account, taken)).refusal).toBeUndefined();
  expect(await whoIs(taken)).toEqual([{ shopId: one.id, accountId: annie.account }]);
});

it('two that bind one login at once: one has it', async () => {
  const shops = [await graph.open(), await graph.open(), await graph.open()];
  const wanted = login();
  const outcomes = await Promise.all(shops.map(({ owner }) => bind(owner, owner.account, wanted)));
  expect(outcomes.map(({ refusal }) => refusal?.code ?? 'bound').sort()).toEqual(['IDENTITY_TAKEN', 'IDENTITY_TAKEN', 'bound']);
});

it('PRM-1 nobody but the main account binds, since who binds could be anybody', async () => {
  const shop = await graph.open();
  const admin = { ...(await shop.hire('ADMIN')), permissions: ['accounts:write', 'accounts:grant'] };
  for (const by of [admin, shop.as('AGENT'), shop.as('CONNECTOR')])
    expect((await bind(by, shop.owner.account, login())).refusal).toMatchObject({ code: 'FORBIDDEN' });
});

it('INV-6 whose a login is, is told to the gateway alone; accounts are told their own', async () => {
  const shop = await graph.open();
  const [annie, bo] = [await shop.hire('AGENT'), await shop.hire('AGENT')];
  const bound = login();
  await bind(shop.owner, annie.account, bound);
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on AccountIdentity { accountId } ... on Account { identities { subject } } } }`;
  const asked = async (by: Caller, of: object) => (await graph.ask(by, query, { of: [of] })).data['_entities'];
  expect(await asked(shop.owner, { __typename: 'AccountIdentity', ...bound })).toEqual([null]);
  const account = { __typename: 'Account', id: annie.account };
  expect(await asked(annie, account)).toEqual([{ identities: [{ subject: bound.subject }] }]);
  expect(await asked(bo, account)).toEqual([{ identities: null }]);
});

it.each([
  ['no issuer', { issuer: '', subject: 'u' }, 'identity.issuer'],
  ['no subject', { issuer: 'i', subject: '' }, 'identity.subject'],
  ['a long subject', { issuer: 'i', subject: 'u'.repeat(256) }, 'identity.subject'],
])('a login with %s is refused', async (_title, identity, field) => {
  const { owner } = await graph.open();
  expect((await bind(owner, owner.account, identity)).refusal).toEqual({ code: 'BAD_USER_INPUT', field });
});

it('an account has at most ten logins, a removed one gets none and gives its own back', async () => {
  const shop = await graph.open();
  const annie = await shop.hire('AGENT');
  const first = login();
  await bind(shop.owner, annie.account, first);
  for (let at = 1; at < 10; at += 1) expect((await bind(shop.owner, annie.account, login())).refusal).toBeUndefined();
  expect((await bind(shop.owner, annie.account, login())).refusal).toEqual({ code: 'BAD_USER_INPUT', field: 'identity' });
  await graph.act(shop.owner, 'removeAccount', { accountId: annie.account }, 'account { id }');
  expect((await bind(shop.owner, annie.account, login())).refusal).toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
  await act('unbindAccount', shop.owner, annie.account, first);
  expect(await whoIs(first)).toEqual([null]);
});

it('a shop can be created with the login of its main account; one that is taken creates none', async () => {
  const operator = callerAs('OPERATOR', null);
  const ownerIdentity = login();
  const create = () => graph.act(operator, 'createShop', { name: 'S', preset: 'KUAISHOU', ownerIdentity }, 'shop { id } owner { id }');
  const { done } = await create();
  const { shop, owner } = done as { shop: { id: string }; owner: { id: string } };
  expect(await whoIs(ownerIdentity)).toEqual([{ shopId: shop.id, accountId: owner.id }]);
  expect(await create()).toEqual({ done: null, refusal: { code: 'IDENTITY_TAKEN', field: 'ownerIdentity' } });
});
