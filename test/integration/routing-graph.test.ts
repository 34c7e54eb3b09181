import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import { graphql, type GraphQLSchema } from 'graphql';
import type { Caller } from '#libs/platform/access/caller';
import { AppError } from '#libs/platform/errors';
import { guardResolvers } from '#libs/platform/graphql/guard-resolvers';
import { newId } from '#libs/platform/process/ids';
import { readSubgraphSchema } from '#libs/platform/graphql/subgraph-schema';
import type { RequestContext } from '#libs/platform/graphql/request-context';
import { decideRoute } from '#services/routing/decision/domain/decide-route';
import { readCandidates, readDecision } from '#services/routing/decision/domain/decision-record';
import { verdictsOf } from '#services/routing/decision/domain/verdicts';
import { createResolvers } from '#services/routing/features';
import { createExtra } from '#services/routing/request-extra';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

let house: RoutingHouse;
let schema: GraphQLSchema;
/** The graph of another process, whose board knows nothing of what this one decides. */
let otherSchema: GraphQLSchema;

beforeAll(async () => {
  house = await openRoutingHouse();
  const typeDefs = readSubgraphSchema('routing');
  const build = (engine: RoutingHouse['engine']): GraphQLSchema =>
    buildSubgraphSchema([
      { typeDefs, resolvers: guardResolvers(typeDefs, createResolvers(house.deps, engine) as GraphQLResolverMap<RequestContext>) },
    ]);
  schema = build(house.engine);
  otherSchema = build(house.neighbour());
});
afterAll(() => house.close());

async function ask(
  caller: Caller,
  source: string,
  variables: Record<string, unknown> = {},
  graph = schema,
): Promise<{ data: Record<string, unknown>; refusals: unknown[] }> {
  const contextValue = { caller, traceparent: null, extra: createExtra(house.deps)(caller) };
  const { data, errors = [] } = await graphql({ schema: graph, source, variableValues: variables, contextValue });
  const refusals = errors.map((error) => {
    if (!(error.originalError instanceof AppError)) throw error;
    return { code: error.originalError.code, field: error.originalError.field };
  });
  return { data: JSON.parse(JSON.stringify(data ?? {})) as Record<string, unknown>, refusals };
}

const entity = (type: string, selection: string): string =>
  `query ($id: ID!) { _entities(representations: [{ __typename: "${type}", id: $id }]) { ... on ${type} ${selection} } }`;
const routed = (waitMs: number): string =>
  entity('Session', `{ id routing(waitMs: ${waitMs}) { outcome cause rule revision agent { id load } queuePosition } }`);
const one = async (caller: Caller, source: string, id: string, graph = schema) => {
  const { data, refusals } = await ask(caller, source, { id }, graph);
  expect(refusals).toEqual([]);
  return (data['_entities'] as unknown[])[0];
};

it('RTE-57, RTE-25 the mutations answer with the agent', async () => {
  const { shop, agents } = await house.openShop([4]);
  const caller = house.caller(shop, agents[0]!);
  const { data, refusals } = await ask(
    caller,
    `mutation ($shop: ID!) {
      setPresence(input: { shopId: $shop, presence: SUSPENDED }) { agent { id presence presenceSince account { id } } warnings { code } }
      setCapacity(input: { shopId: $shop, maxCapacity: 8 }) { agent { maxCapacity saturation autoSuspended assignedToday load held } } }`,
    { shop },
  );
  expect(refusals).toEqual([]);
  expect(data).toEqual({
    setPresence: {
      agent: { id: agents[0], presence: 'SUSPENDED', presenceSince: '2026-03-02T02:00:00.000Z', account: { id: agents[0] } },
      warnings: [{ code: 'LAST_AGENT_ONLINE' }],
    },
    setCapacity: { agent: { maxCapacity: 8, saturation: 0, autoSuspended: false, assignedToday: 0, load: 0, held: 0 } },
  });
});

it('PRM another agent’s presence needs a managing role', async () => {
  const { shop, agents } = await house.openShop([4, 4]);
  const source = `mutation ($shop: ID!, $agent: ID!) { setPresence(input: { shopId: $shop, agentId: $agent, presence: REST }) { agent { presence } } }`;
  const variables = { shop, agent: agents[1] };
  expect((await ask(house.caller(shop, agents[0]!), source, variables)).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect((await ask(house.caller(shop, newId(), 'CS_ADMIN'), source, variables)).refusals).toEqual([]);
});

it('RTE-27 the queue by pool, with its longest wait and why; the agents by id', async () => {
  const { shop, agents } = await house.openShop([1]);
  await house.engine.takeEvents([newId(), newId(), newId()].map((session) => house.events.started(shop, session)));
  house.setClock('2026-03-02T02:01:30.500Z');
  const seen = await one(
    house.caller(shop, agents[0]!),
    entity(
      'Shop',
      '{ queue { length leftMessages pools { key length longestWaitSeconds reason } } agents { id load autoSuspended assignedToday } }',
    ),
    shop,
  );
  house.setClock('2026-03-02T02:00:00.000Z');
  expect(seen).toEqual({
    queue: { length: 2, leftMessages: 0, pools: [{ key: 'ALL', length: 2, longestWaitSeconds: 90, reason: 'ALL_AT_CAPACITY' }] },
    agents: [{ id: agents[0], load: 1, autoSuspended: true, assignedToday: 1 }],
  });
});

it('INV-4 a session shows its agent or its place, and why', async () => {
  const { shop, agents } = await house.openShop([1]);
  const [a, b, c] = [newId(), newId(), newId()] as [string, string, string];
  await house.engine.takeEvents([a, b, c].map((session) => house.events.started(shop, session)));
  const caller = house.caller(shop, null, 'CONNECTOR');
  expect(await one(caller, routed(0), a)).toMatchObject({
    routing: { outcome: 'ASSIGNED', cause: 'EVEN', rule: 'RTE-1', agent: { id: agents[0], load: 1 }, queuePosition: null },
  });
  expect(await one(caller, routed(0), c)).toMatchObject({
    routing: { outcome: 'QUEUED', cause: 'ALL_AT_CAPACITY', agent: null, queuePosition: 2 },
  });
  expect(await one(caller, entity('Session', '{ queuePosition }'), b)).toEqual({ queuePosition: 1 });
  const why = await one(
    caller,
    entity(
      'Session',
      '{ routing { explanation { rule settingsVersion scheduleVersion candidates { agent { id } verdict load maxCapacity assignedToday } } } }',
    ),
    b,
  );
  expect(why).toEqual({
    routing: {
      explanation: {
        rule: 'RTE-27',
        settingsVersion: 1,
        scheduleVersion: null,
        candidates: [{ agent: { id: agents[0] }, verdict: 'AT_CAPACITY', load: 1, maxCapacity: 1, assignedToday: 1 }],
      },
    },
  });
});

it('routing(waitMs) answers as soon as the session has a decision, in this process and in another', async () => {
  const { shop } = await house.openShop([5, 5]);
  const caller = house.caller(shop, null, 'CONNECTOR');
  const sessions = [newId(), newId()] as const;
  const answers = [one(caller, routed(2_000), sessions[0]), one(caller, routed(2_000), sessions[1], otherSchema)];
  await house.engine.wake([shop]);
  await house.engine.takeEvents(sessions.map((session) => house.events.started(shop, session)));
  expect(await Promise.all(answers)).toMatchObject([
    { routing: { outcome: 'ASSIGNED', revision: 1 } },
    { routing: { outcome: 'ASSIGNED', revision: 1 } },
  ]);
});

it('routing(waitMs) is null when nothing was decided by then, and refuses other waits', async () => {
  const { shop } = await house.openShop([5]);
  const caller = house.caller(shop, null, 'CONNECTOR');
  expect(await one(caller, routed(30), newId())).toMatchObject({ routing: null });
  for (const waitMs of [-1, 2_001]) {
    const { refusals } = await ask(caller, routed(waitMs), { id: newId() });
    expect(refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'waitMs' }]);
  }
});

it('INV-6 a foreign shop, its agents and its sessions are as unknown ones', async () => {
  const { shop, agents } = await house.openShop([5]);
  const session = newId();
  await house.engine.takeEvents([house.events.started(shop, session)]);
  const stranger = house.caller((await house.openShop([5])).shop, newId(), 'OWNER');
  expect(await one(stranger, routed(0), session)).toEqual({ id: session, routing: null });
  expect(await one(stranger, entity('Session', '{ queuePosition }'), session)).toEqual({ queuePosition: null });
  expect(await one(stranger, entity('Agent', '{ presence }'), agents[0]!)).toBeNull();
  expect(await one(stranger, entity('Shop', '{ queue { length } }'), shop)).toBeNull();
});

it('RTE-5 a count of yesterday is shown as 0 today', async () => {
  const { shop, agents } = await house.openShop([5]);
  await house.engine.takeEvents([house.events.started(shop, newId())]);
  house.setClock('2026-03-02T16:00:00.000Z');
  const seen = await one(house.caller(shop, agents[0]!), entity('Agent', '{ assignedToday load }'), agents[0]!);
  house.setClock('2026-03-02T02:00:00.000Z');
  expect(seen).toEqual({ assignedToday: 0, load: 1 });
});

it('INV-4 every decision in the table, replayed from its record, decides the same', async () => {
  const { shop } = await house.openShop([2, 1, 3]);
  await house.engine.takeEvents(Array.from({ length: 10 }, () => house.events.started(shop, newId())));
  const agents = await house.rows<{ agent_no: number; account_id: string }>(shop, 'SELECT agent_no, account_id FROM agent');
  const accountOf = (agentNo: number): string => agents.find((row) => row.agent_no === agentNo)?.account_id ?? '';
  const rows = await house.rows<{ inputs: string; candidates: string; agent_id: string | null; cause: string; rule: string }>(
    shop,
    'SELECT inputs, candidates, agent_id, cause, rule FROM decision',
  );
  expect(rows).toHaveLength(10);
  for (const row of rows) {
    const { view, request, randomNumber } = readDecision(row, accountOf);
    const again = decideRoute(view, request, () => randomNumber ?? Number.NaN);
    expect({ cause: again.cause, rule: again.rule, agent: again.outcome === 'assigned' ? again.agentId : null }).toEqual({
      cause: row.cause,
      rule: row.rule,
      agent: row.agent_id,
    });
    expect(view.candidates.map(verdictsOf(view, again))).toEqual(readCandidates(row, accountOf).map(({ verdict }) => verdict));
  }
});
