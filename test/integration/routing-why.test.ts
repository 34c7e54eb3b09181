import { newId } from '#libs/platform/process/ids';
import { createResolvers } from '#services/routing/features';
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

interface Node {
  readonly session: { readonly id: string };
  readonly rule: string;
  readonly revision: number;
}

interface Page {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const list = `query ($id: ID!, $filter: DecisionFilter, $first: Int, $after: String) { _entities(representations: [{ __typename: "Shop", id: $id }]) { ... on Shop {
  decisions(filter: $filter, first: $first, after: $after) { nodes { session { id } rule revision } edges { cursor node { revision } } pageInfo { hasNextPage endCursor } } } } }`;

async function decisions(shop: string, args: object = {}, as = shop): Promise<Page | null> {
  const { data, refusals } = await ask(house.caller(as, newId(), 'CS_ADMIN'), list, { id: shop, ...args });
  expect(refusals).toEqual([]);
  return (data['_entities'] as ({ decisions: Page } | null)[])[0]?.decisions ?? null;
}

const simulate = `query ($input: SimulateRoutingInput!) { simulateRouting(input: $input) { outcome cause rule pool place isPriority agent { id }
  explanation { rule scheduleVersion sentence en: sentence(language: EN) candidates { agent { id } verdict } } } }`;

async function wouldGet(shop: string, buyer: object = {}): Promise<{ answer: Record<string, unknown>; refusals: readonly unknown[] }> {
  const { data, refusals } = await ask(house.caller(shop, newId(), 'AGENT'), simulate, { input: { shopId: shop, ...buyer } });
  return { answer: data['simulateRouting'] as Record<string, unknown>, refusals };
}

async function arrive(shop: string, count: number, value: Parameters<RoutingHouse['events']['started']>[2] = {}): Promise<string[]> {
  const sessions = Array.from({ length: count }, () => newId());
  for (const session of sessions) await house.engine.takeEvents([house.events.started(shop, session, value)]);
  return sessions;
}

describe('INV-4 decisions(shopId, filter)', () => {
  it('INV-4 lists the latest session first, page by page, each decision once', async () => {
    const { shop } = await house.openShop([2]);
    const sessions = await arrive(shop, 5);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Page | null = await decisions(shop, { first: 2, after });
      seen.push(...page!.nodes.map(({ session }) => session.id));
      after = page!.pageInfo.hasNextPage ? page!.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual([...sessions].reverse());
  });

  it('INV-4 of one agent, outcome, cause, rule, session or time only', async () => {
    const { shop, agents } = await house.openShop([1]);
    const [first, second] = await arrive(shop, 2);
    house.setClock('2026-03-02T02:10:00.000Z');
    await house.engine.takeEvents([house.events.closed(shop, first!)]);
    const found = async (filter: object) =>
      (await decisions(shop, { filter }))!.nodes.map(({ session, revision }) => [session.id, revision]);
    expect(await found({ agentId: agents[0] })).toEqual([
      [second, 2],
      [first, 1],
    ]);
    expect(await found({ outcome: 'QUEUED' })).toEqual([[second, 1]]);
    expect(await found({ cause: 'ALL_AT_CAPACITY', rule: 'RTE-27' })).toEqual([[second, 1]]);
    expect(await found({ rule: 'RTE-13' })).toEqual([]);
    expect(await found({ sessionId: second })).toEqual([
      [second, 2],
      [second, 1],
    ]);
    expect(await found({ from: '2026-03-02T02:10:00Z' })).toEqual([[second, 2]]);
    expect(await found({ to: '2026-03-02T02:10:00Z' })).toEqual([
      [second, 1],
      [first, 1],
    ]);
    house.setClock('2026-03-02T02:00:00.000Z');
  });

  it('INV-6 never another shop’s, and refuses what is no page of it', async () => {
    const { shop } = await house.openShop([2]);
    const { shop: other } = await house.openShop([2]);
    await arrive(shop, 1);
    expect(await decisions(shop, {}, other)).toBeNull();
    const by = house.caller(shop, newId(), 'OWNER');
    const refused = async (args: object) => (await ask(by, list, { id: shop, ...args })).refusals;
    expect(await refused({ after: 'x' })).toEqual([{ code: 'BAD_USER_INPUT', field: 'after' }]);
    expect(await refused({ first: 101 })).toEqual([{ code: 'BAD_USER_INPUT', field: 'first' }]);
    expect(await refused({ filter: { from: 'yesterday' } })).toEqual([{ code: 'BAD_USER_INPUT', field: 'filter.from' }]);
  });
});

describe('simulateRouting', () => {
  it('INV-4 says who would get the buyer, why, and for each candidate why not; and does nothing', async () => {
    const { shop, agents } = await house.openShop([1, 5]);
    const [a, b] = [...agents].sort();
    const { answer } = await wouldGet(shop);
    expect(answer).toMatchObject({ outcome: 'ASSIGNED', cause: 'EVEN', rule: 'RTE-4', pool: 'ALL', isPriority: false, agent: { id: a } });
    expect(answer['explanation']).toMatchObject({
      candidates: expect.arrayContaining([{ agent: { id: b }, verdict: 'LATER_ID' }]) as unknown,
    });
    expect(await house.rows(shop, 'SELECT session_id FROM decision UNION ALL SELECT session_id FROM assignment')).toEqual([]);
    const [session] = await arrive(shop, 1);
    expect((await decisions(shop))!.nodes).toMatchObject([{ session: { id: session }, rule: 'RTE-4' }]);
    expect(await house.rows(shop, 'SELECT agent_id FROM assignment')).toEqual([{ agent_id: a }]);
  });

  it('RTE-13, RTE-24 a returning buyer; RTE-27 a full shop; in a sentence with the agent’s nickname', async () => {
    const { shop, agents } = await house.openShop([1]);
    await house.engine.takeEvents([house.events.account(shop, agents[0]!, { version: 2, nickname: '小雨' })]);
    await arrive(shop, 1);
    const full = await wouldGet(shop);
    expect(full.answer).toMatchObject({ outcome: 'QUEUED', cause: 'ALL_AT_CAPACITY', rule: 'RTE-27', agent: null });
    const known = await wouldGet(shop, { lastHuman: { agentId: agents[0], at: '2026-03-01T02:00:00Z' } });
    expect(known.answer).toMatchObject({
      cause: 'RETURNING',
      rule: 'RTE-11',
      explanation: { sentence: '回头客,小雨是最近联系的客服。', en: '小雨 talked with this buyer last.' },
    });
  });

  it('RTE-20, RTE-22 a new customer stands at the front', async () => {
    const { shop } = await house.openShop([1], { policy: { newCustomerPriority: true } });
    await arrive(shop, 1);
    expect((await wouldGet(shop, { purchases: ['2026-02-25T02:00:00Z'] })).answer).toMatchObject({ outcome: 'QUEUED', isPriority: true });
    expect((await wouldGet(shop)).answer).toMatchObject({ outcome: 'QUEUED', isPriority: false });
  });

  it('SCH-17 outside the reception hours', async () => {
    const { shop } = await house.openShop([1]);
    const weekly = Array.from({ length: 7 }, () => [{ start: 720, end: 1_080 }]);
    await house.engine.takeEvents([house.events.schedule(shop, { version: 1, effectiveFrom: '2026-03-01T00:00:00.000Z', weekly })]);
    expect((await wouldGet(shop)).answer).toMatchObject({ outcome: 'LEFT_MESSAGE', place: 'CLOSED', rule: 'SCH-17' });
  });

  it('refuses another’s shop, and what no buyer can be', async () => {
    const { shop } = await house.openShop([1]);
    const { shop: other } = await house.openShop([1]);
    const by = house.caller(other, newId(), 'OWNER');
    expect((await ask(by, simulate, { input: { shopId: shop } })).refusals).toMatchObject([{ code: 'SHOP_NOT_FOUND' }]);
    expect((await wouldGet(shop, { purchases: Array<string>(11).fill('2026-02-25T02:00:00Z') })).refusals).toEqual([
      { code: 'BAD_USER_INPUT', field: 'purchases' },
    ]);
  });
});
