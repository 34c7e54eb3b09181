import { systemTrigger } from '#libs/contracts/index';
import { newId } from '#libs/platform/process/ids';
import { createResolvers } from '#services/routing/features';
import { sessionStarted } from '#services/routing/queue/domain/session-started';
import { unknownFacts } from '#services/routing/queue/domain/waiting-entry';
import { saveGroup } from '#services/routing/rules/domain/save-rules';
import { createExtra } from '#services/routing/request-extra';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

let house: RoutingHouse;
let ask: Ask;
beforeAll(async () => {
  house = await openRoutingHouse();
  ask = askSubgraph('routing', createResolvers(house.deps, house.engine), createExtra(house.deps));
});
afterAll(() => house.close());
afterEach(() => house.setClock('2026-03-02T02:00:00.000Z'));

interface Entry {
  readonly session: { readonly id: string };
  readonly pool: string;
  readonly kind: string;
  readonly place: string | null;
  readonly reason: string;
  readonly position: number | null;
  readonly isPriority: boolean;
  readonly waitsSince: string;
}

interface Listed {
  readonly nodes: readonly Entry[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const listed = `entries(first: $first, after: $after, pool: $pool, kind: $kind) { edges { cursor } pageInfo { hasNextPage endCursor }
  nodes { session { id } pool kind place reason position isPriority waitsSince } }`;

/** The queue of a shop as its agent asks for it. */
async function queueOf<Q>(shop: string, selection: string, variables: object = {}, caller = house.caller(shop, newId())) {
  const source = `query ($id: ID!, $first: Int, $after: String, $pool: String, $kind: QueueEntryKind) {
    _entities(representations: [{ __typename: "Shop", id: $id }]) { ... on Shop { queue { ${selection} } } } }`;
  const used = selection.includes('$first') ? source : source.replace(/, \$first.*\)/, ')');
  const { data, refusals } = await ask(caller, used, { id: shop, ...variables });
  const [found] = (data['_entities'] ?? []) as ({ readonly queue: Q } | null)[];
  return { queue: found?.queue, refusals };
}

const entriesOf = async (shop: string, variables: object = {}): Promise<Listed> =>
  (await queueOf<{ entries: Listed }>(shop, listed, variables)).queue!.entries;

/** Buyers come in one after another, a second apart. */
async function arrive(shop: string, buyers: readonly object[]): Promise<string[]> {
  const ids = buyers.map(() => newId());
  for (const [index, buyer] of buyers.entries()) {
    house.setClock(new Date(Date.UTC(2026, 2, 2, 2, 0, index)).toISOString());
    await house.engine.takeEvents([house.events.started(shop, ids[index]!, buyer)]);
  }
  return ids;
}

it('RTE-27, RTE-28 entries come pool by pool in the order of the queue, with reason, since when and position, over pages', async () => {
  const { shop, agents } = await house.openShop([1], { policy: { routingMode: 'GROUP', newCustomerPriority: true } });
  await inShop(shop, (change) => void saveGroup(change, { ...group, members: agents }));
  const [, , , after, fresh, other] = await arrive(shop, [
    { orderStatus: 'UNPAID' },
    { orderStatus: 'UNPAID' },
    { orderStatus: 'UNPAID' },
    { orderStatus: 'AFTER_SALES' },
    { orderStatus: 'UNPAID', purchases: { recent: ['2026-03-01T00:00:00.000Z'], firstPaidAt: '2026-03-01T00:00:00.000Z' } },
    { orderStatus: 'UNPAID' },
  ]);
  const whole = await entriesOf(shop, { first: 100 });
  expect(whole.nodes.map(({ pool, position, isPriority }) => [pool, position, isPriority])).toEqual([
    ['ALL', 1, false],
    ['UNPAID', 1, true],
    ['UNPAID', 2, false],
    ['UNPAID', 3, false],
    ['UNPAID', 4, false],
  ]);
  expect(whole.nodes.map(({ session }) => session.id)).toEqual(expect.arrayContaining([after, fresh, other]));
  expect(whole.nodes[1]).toEqual({
    session: { id: fresh },
    pool: 'UNPAID',
    kind: 'QUEUED',
    place: null,
    reason: 'ALL_AT_CAPACITY',
    position: 1,
    isPriority: true,
    waitsSince: '2026-03-02T02:00:04.000Z',
  });
  for (const first of [1, 2, 3]) expect(await readAll(shop, first)).toEqual(whole.nodes);
  expect(await readAll(shop, 2, { pool: 'UNPAID' })).toEqual(whole.nodes.slice(1));
});

const group = { groupId: null, newId: newId(), name: 'pre-sale', statuses: ['UNPAID'] as const };

/** Every page in turn. */
async function readAll(shop: string, first: number, filter: object = {}): Promise<Entry[]> {
  const nodes: Entry[] = [];
  for (let after: string | null = null; ;) {
    const page: Listed = await entriesOf(shop, { first, after, ...filter });
    nodes.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return nodes;
    expect(page.edges.at(-1)!.cursor).toBe(page.pageInfo.endCursor);
    after = page.pageInfo.endCursor;
  }
}

/** What only another feature would bring about, as a command of the shop. */
async function inShop(shop: string, run: (change: Parameters<typeof sessionStarted>[0]) => void): Promise<void> {
  await house.engine.command({
    kind: 'command',
    shopId: shop,
    key: null,
    trigger: systemTrigger(),
    run: (change) => {
      run(change);
      return {};
    },
  });
}

it('RTE-34, RES-60 left messages stand behind the queue, by their opening, with their place and without position', async () => {
  const { shop } = await house.openShop([1], { policy: { unavailableHandling: 'MESSAGE_POOL', availabilityTest: 'ONLINE_NOT_SUSPENDED' } });
  const [, queued] = await arrive(shop, [{}, {}]);
  const [agent] = await house.rows<{ account_id: string }>(shop, 'SELECT account_id FROM agent');
  await house.engine.takeEvents([house.events.account(shop, agent!.account_id, { version: 2, noRouting: true })]);
  const [first, second] = await arrive(shop, [{}, {}]);
  const page = await entriesOf(shop);
  expect(page.nodes.map(({ session, kind, place, reason, position }) => [session.id, kind, place, reason, position])).toEqual([
    [queued, 'QUEUED', null, 'NO_AGENT_ONLINE', 1],
    [first, 'LEFT_MESSAGE', 'MESSAGE_POOL', 'UNAVAILABLE', null],
    [second, 'LEFT_MESSAGE', 'MESSAGE_POOL', 'UNAVAILABLE', null],
  ]);
  expect(await readAll(shop, 1)).toEqual(page.nodes);
  expect(await readAll(shop, 1, { kind: 'LEFT_MESSAGE' })).toEqual(page.nodes.slice(1));
  expect(await readAll(shop, 1, { kind: 'QUEUED' })).toEqual(page.nodes.slice(0, 1));
});

it('RTE-29 the reason is that of each pool: a group without anybody online waits for that, though others are online and full', async () => {
  const { shop, agents } = await house.openShop([1, 1]);
  await inShop(shop, (change) => void saveGroup(change, { ...group, members: [agents[1]!], statuses: [] }));
  await arrive(shop, [{}, {}, {}]);
  const id = newId();
  const facts = { ...unknownFacts, groupId: group.newId };
  await inShop(shop, (change) => sessionStarted(change, { sessionId: id, openedAt: change.now, facts }, null));
  const pools = async () =>
    (await queueOf<{ pools: unknown[] }>(shop, 'pools { key reason group { id name members { id } } }')).queue!.pools;
  const own = { id: group.newId, name: group.name, members: [{ id: agents[1] }] };
  expect(await pools()).toEqual([
    { key: 'ALL', reason: 'ALL_AT_CAPACITY', group: null },
    { key: `GROUP:${group.newId}`, reason: 'ALL_AT_CAPACITY', group: own },
  ]);
  await house.engine.takeEvents([house.events.account(shop, agents[1]!, { version: 2, noRouting: true })]);
  expect(await pools()).toEqual([
    { key: 'ALL', reason: 'ALL_AT_CAPACITY', group: null },
    { key: `GROUP:${group.newId}`, reason: 'NO_AGENT_ONLINE', group: own },
  ]);
  expect((await entriesOf(shop, { pool: `GROUP:${group.newId}` })).nodes).toMatchObject([{ session: { id }, reason: 'NO_AGENT_ONLINE' }]);
});

it('RTE-62, RTE-63 what agents gave back is listed with its pool, and its group is known, however many gave it back', async () => {
  const { shop, agents } = await house.openShop([1, 1]);
  await inShop(shop, (change) => void saveGroup(change, { ...group, members: agents, statuses: [] }));
  await arrive(shop, [{}, {}, {}]);
  const ids = [newId(), newId()];
  const passedBy = [agents[0]!, ...Array.from({ length: 9 }, () => newId())];
  for (const id of ids) {
    const facts = { ...unknownFacts, groupId: group.newId, ...(id === ids[1] && { passedBy }) };
    await inShop(shop, (change) => sessionStarted(change, { sessionId: id, openedAt: change.now, facts }, null));
  }
  expect((await readAll(shop, 1, { pool: `GROUP:${group.newId}` })).map(({ session }) => session.id)).toEqual(ids);
  const all = await readAll(shop, 1);
  expect([all.length, await readAll(shop, 2)]).toEqual([3, all]);
  expect(await readAll(shop, 1, { pool: all[2]!.pool })).toEqual(all.slice(2));
  const { queue } = await queueOf<{ pools: { group: { id: string } | null }[] }>(shop, 'pools { group { id } }');
  expect(queue?.pools.map((pool) => pool.group?.id)).toEqual([undefined, group.newId, group.newId]);
});

it('INV-6 nothing of another shop, by its id or by its cursor; a connector reads lengths only', async () => {
  const { shop } = await house.openShop([1]);
  await arrive(shop, [{}, {}, {}]);
  const { endCursor } = (await entriesOf(shop, { first: 1 })).pageInfo;
  const other = await house.openShop([1]);
  const [, waiting] = await arrive(other.shop, [{}, {}]);
  const stranger = house.caller(other.shop, newId(), 'OWNER');
  expect((await queueOf(shop, listed, {}, stranger)).queue).toBeUndefined();
  const page = await entriesOf(other.shop, { after: endCursor });
  expect(page.nodes.every(({ session }) => session.id === waiting)).toBe(true);
  const connector = house.caller(shop, null, 'CONNECTOR');
  expect((await queueOf(shop, 'length', {}, connector)).queue).toEqual({ length: 2 });
  expect((await queueOf(shop, listed, {}, connector)).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
});

it.each([
  ['first', { first: 0 }],
  ['first', { first: 101 }],
  ['pool', { pool: '' }],
  ['pool', { pool: 'a\u0000b' }],
  ['after', { after: 'x' }],
  ['after', { after: Buffer.from('["QUEUED","ALL",0,1e99,0,"x"]').toString('base64url') }],
])('refuses %s of %j', async (field, variables) => {
  const { shop } = await house.openShop([1]);
  expect((await queueOf(shop, listed, variables)).refusals).toEqual([{ code: 'BAD_USER_INPUT', field }]);
});
