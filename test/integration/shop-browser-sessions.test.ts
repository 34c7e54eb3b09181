import { randomUUID } from 'node:crypto';
import type { Caller } from '#libs/platform/access/caller';
import { callerAs } from '#test/kit/caller-as';
import { startShopGraph, type OpenedShop, type ShopGraph } from '#test/kit/shop-graph';

let graph: ShopGraph;
let shop: OpenedShop;

beforeAll(async () => {
  graph = await startShopGraph('shop-browser-sessions-test');
  shop = await graph.open();
});
afterAll(() => graph.close());

const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on BrowserSession { isEnded } } }';

/** What the gateway is told of sessions, as it asks for a shop. */
async function endedOf(shopId: string, ...sessions: readonly (readonly [account: string | null, id: string])[]): Promise<unknown> {
  const gateway: Caller = { ...callerAs('OPERATOR', shopId), roles: [], permissions: ['accounts:read'] };
  const of = sessions.map(([accountId, id]) => ({ __typename: 'BrowserSession', accountId, id }));
  const { data, refusals } = await graph.ask(gateway, query, { of });
  expect(refusals).toEqual([]);
  return (data['_entities'] as { isEnded: boolean }[]).map(({ isEnded }) => isEnded);
}

const end = (by: Caller, browserSessionId: string) => graph.act(by, 'endBrowserSession', { browserSessionId }, '__typename');

it('a session is ended for its own account alone, once and for all', async () => {
  const [agent, other] = [await shop.hire('AGENT'), await shop.hire('AGENT')];
  const [id, another] = [randomUUID(), randomUUID()];
  expect(await endedOf(shop.id, [agent.account, id])).toEqual([false]);
  for (let times = 0; times < 2; times += 1) expect((await end(agent, id)).refusal).toBeUndefined();
  expect(await endedOf(shop.id, [agent.account, id], [agent.account, another], [other.account, id])).toEqual([true, false, false]);
});

it('INV-6 what another shop ended is not seen', async () => {
  const [id, stranger] = [randomUUID(), await graph.open()];
  await end(shop.owner, id);
  expect(await endedOf(stranger.id, [shop.owner.account, id])).toEqual([false]);
  expect(await endedOf(shop.id, [shop.owner.account, 'nonsense'])).toEqual([false]);
});

it('an id that is none is refused, and whoever is no account has no sessions', async () => {
  expect((await end(shop.owner, 'nonsense')).refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'browserSessionId' });
  expect((await end(callerAs('CONNECTOR', shop.id), randomUUID())).refusal).toMatchObject({ code: 'FORBIDDEN' });
});
