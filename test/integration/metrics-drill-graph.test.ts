import type { Caller, Role } from '#libs/platform/access/caller';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { saveShopCopies } from '#services/metrics/copies/store/shop-copies';
import { drillResolvers } from '#services/metrics/drilldown/resolvers/drill-resolvers';
import { recordFacts } from '#services/metrics/figures/app/record-facts';
import { figureResolvers } from '#services/metrics/figures/resolvers/figure-resolvers';
import { createExtra } from '#services/metrics/request-extra';
import { timelineResolvers } from '#services/metrics/timeline/resolvers/timeline-resolvers';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { createDatabases } from '#test/kit/databases';
import { joinResolvers } from '#libs/platform/graphql/join-resolvers';
import { receivedEvent } from '#test/kit/received-event';
import { tellStory, type PlannedSession } from './metrics-recount';
import { shopSnapshot } from './shop-snapshot';

const log = createLog({ service: 'test', level: 'silent' });
const clock = { now: () => new Date('2026-03-04T02:00:00Z') };
const agents = { A: newId(), B: newId() };

let db: Database;
let ask: Ask;
let shop: string;

beforeAll(async () => {
  const { metrics } = await createDatabases(['metrics']);
  db = createDatabase({ url: metrics.app, max: 4, log, name: 'metrics-drill-graph-test' });
  const deps = { db, readDb: db, clock };
  ask = askSubgraph('metrics', joinResolvers(figureResolvers(deps), drillResolvers(deps), timelineResolvers), createExtra(deps));
});

afterAll(() => db.close());

const plan = (minute: number, agent: 'A' | 'B' | null, replyMinutes: number | null): PlannedSession => ({
  ...{ day: 0, minute, buyer: minute, channel: 'WEB', status: 'UNPAID', entry: null, wait: null },
  agent,
  replyMinutes,
});

beforeEach(async () => {
  shop = newId();
  const sessions = [plan(600, 'A', 5), plan(630, 'B', null), plan(660, null, null)];
  await db.transaction([shop], async (tx) => {
    saveShopCopies(tx, [shopSnapshot(shop, 1, 'Asia/Shanghai')]);
    await recordFacts(tx, tellStory(shop, sessions, agents), clock.now());
  });
});

const as = (role: Role): Caller => callerAs(role, shop, { account: newId() });
const asked = { from: '2026-03-02', to: '2026-03-03', metric: 'RESPONSE_RATE', part: 'NUMERATOR' };

const query = `query ($of: [_Any!]!, $input: MetricSessionsInput!, $first: Int, $after: String) { _entities(representations: $of) { ... on Shop {
  metricSessions(input: $input, first: $first, after: $after) {
    edges { cursor } nodes { session { id } businessDate openedAt creditedAgent { id } numerator denominator pending }
    pageInfo { hasNextPage endCursor } } } } }`;

interface Drilled {
  readonly metricSessions: {
    readonly edges: readonly { readonly cursor: string }[];
    readonly nodes: readonly { readonly openedAt: string; readonly session: { readonly id: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
}

async function drilled(input: object, page: object = {}, caller = as('OWNER'), id = shop) {
  const { data, refusals } = await ask(caller, query, { of: [{ __typename: 'Shop', id }], input, ...page });
  const [entity] = (data['_entities'] ?? []) as (Drilled | null)[];
  return { found: entity?.metricSessions ?? null, refusals };
}

it('MET-1 MET-11 a rate leads to the sessions that were answered, to those that count, and to whom they are credited', async () => {
  const { found } = await drilled(asked);
  expect(found?.nodes).toMatchObject([
    {
      businessDate: '2026-03-02',
      openedAt: '2026-03-02T02:00:00.000Z',
      creditedAgent: { id: agents.A },
      numerator: 1,
      denominator: 1,
      pending: 0,
    },
  ]);
  const all = await drilled({ ...asked, part: 'DENOMINATOR' });
  expect(all.found?.nodes).toMatchObject([
    { openedAt: '2026-03-02T03:00:00.000Z', creditedAgent: null, numerator: 0, denominator: 1 },
    { openedAt: '2026-03-02T02:30:00.000Z', creditedAgent: { id: agents.B }, numerator: 0, denominator: 1 },
    { openedAt: '2026-03-02T02:00:00.000Z' },
  ]);
  const ofRow = await drilled({ ...asked, part: 'DENOMINATOR', dimension: 'AGENT', rows: 'MEMBER', key: agents.B });
  expect(ofRow.found?.nodes).toEqual([all.found?.nodes[1]]);
});

it('pages follow each other, and the last one says so', async () => {
  const input = { ...asked, metric: 'SESSIONS' };
  const whole = await drilled(input);
  expect(whole.found?.pageInfo.hasNextPage).toBe(false);
  const first = await drilled(input, { first: 2 });
  expect(first.found?.pageInfo).toEqual({ hasNextPage: true, endCursor: whole.found?.edges[1]?.cursor });
  const second = await drilled(input, { first: 2, after: first.found?.pageInfo.endCursor });
  expect(second.found?.pageInfo.hasNextPage).toBe(false);
  expect([...(first.found?.nodes ?? []), ...(second.found?.nodes ?? [])]).toEqual(whole.found?.nodes);
  const none = await drilled(input, { after: whole.found?.pageInfo.endCursor });
  expect(none.found).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });
});

it.each([
  ['input.to', { ...asked, to: '2026-03-01' }, {}],
  ['input.from', { ...asked, from: 'May' }, {}],
  ['input.to', { ...asked, to: '2046-03-01' }, {}],
  ['input.part', { ...asked, metric: 'SESSIONS', part: 'DENOMINATOR' }, {}],
  ['input.part', { ...asked, metric: 'SATISFACTION', part: 'PENDING' }, {}],
  ['input.rows', { ...asked, dimension: 'CHANNEL', rows: 'HALF_HOUR', key: '3' }, {}],
  ['input.key', { ...asked, rows: 'HALF_HOUR', key: '48' }, {}],
  ['input.member', { ...asked, member: 'x'.repeat(301) }, {}],
  ['first', asked, { first: 101 }],
  ['first', asked, { first: 0 }],
  ['after', asked, { after: 'x' }],
])('what is wrong is named: %s', async (field, input, page) => {
  expect((await drilled(input, page)).refusals).toMatchObject([
    { code: expect.stringMatching(/^(BAD_USER_INPUT|INVALID_RANGE)$/) as unknown, field },
  ]);
});

it('PRM-13 INV-6 who may not read figures gets no sessions of them, nor does another shop', async () => {
  for (const role of ['AGENT', 'OPERATIONS', 'CONNECTOR'] as const)
    expect((await drilled(asked, {}, as(role))).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect((await drilled(asked, {}, as('OWNER'), newId())).refusals).toMatchObject([{ code: 'SHOP_NOT_FOUND' }]);
});

it('MET-21 buyers by half hour are told of the shop alone', async () => {
  const report = `query ($of: [_Any!]!, $input: ReportInput!) { _entities(representations: $of) { ... on Shop { report(input: $input) { rows { key } } } } }`;
  const input = { from: '2026-03-02', to: '2026-03-03', metrics: ['BUYERS'], rows: 'HALF_HOUR' };
  const of = [{ __typename: 'Shop', id: shop }];
  expect((await ask(as('OWNER'), report, { of, input })).refusals).toEqual([]);
  expect((await ask(as('OWNER'), report, { of, input: { ...input, dimension: 'AGENT' } })).refusals).toMatchObject([
    { code: 'BAD_USER_INPUT', field: 'metrics' },
  ]);
});

describe('PRM-13 an agent reaches the sessions of the own figures', () => {
  const ofAgent = `query ($of: [_Any!]!, $metric: MetricName!, $part: MetricPart!, $first: Int) { _entities(representations: $of) { ... on Agent {
    metrics(range: LAST_7_DAYS) { responseRate { denominator } }
    metricSessions(range: LAST_7_DAYS, metric: $metric, part: $part, first: $first) { nodes { openedAt denominator } pageInfo { hasNextPage } } } } }`;
  const variables = (id: string, more: object = {}) => ({
    ...{ of: [{ __typename: 'Agent', id }], metric: 'RESPONSE_RATE', part: 'DENOMINATOR' },
    ...more,
  });
  const caller = (account: string): Caller => callerAs('AGENT', shop, { account });

  it('as many as the figure says', async () => {
    const { data, refusals } = await ask(caller(agents.B), ofAgent, variables(agents.B));
    expect(refusals).toEqual([]);
    expect(data['_entities']).toEqual([
      {
        metrics: { responseRate: { denominator: 1 } },
        metricSessions: { nodes: [{ openedAt: '2026-03-02T02:30:00.000Z', denominator: 1 }], pageInfo: { hasNextPage: false } },
      },
    ]);
  });

  it("but none of a colleague's, and of another shop's agent there are none", async () => {
    expect((await ask(caller(agents.A), ofAgent, variables(agents.B))).refusals).toMatchObject([
      { code: 'FORBIDDEN' },
      { code: 'FORBIDDEN' },
    ]);
    const elsewhere = callerAs('AGENT', newId(), { account: agents.B });
    expect((await ask(elsewhere, ofAgent, variables(agents.B))).data['_entities']).toMatchObject([{ metricSessions: null }]);
  });

  it.each([
    ['part', { metric: 'SESSIONS' }],
    ['first', { first: 0 }],
  ])('what is wrong is named: %s', async (field, more) => {
    expect((await ask(caller(agents.B), ofAgent, variables(agents.B, more))).refusals).toMatchObject([{ code: 'BAD_USER_INPUT', field }]);
  });
});

describe('what happened in a session', () => {
  const ofSessions = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Session { id timeline {
    nodes { kind at agent { id } cause } pageInfo { hasNextPage } } } } }`;
  const entities = (ids: readonly string[]) => ({ of: ids.map((id) => ({ __typename: 'Session', id })) });

  it('INV-5 is told of the sessions behind a number, to whom sees the shop at work', async () => {
    const { found } = await drilled({ ...asked, metric: 'SESSIONS' });
    const ids = (found?.nodes ?? []).map(({ session }) => session.id);
    for (const role of ['OWNER', 'AGENT', 'READER'] as const) {
      const { data, refusals } = await ask(as(role), ofSessions, entities([ids[2]!, newId(), 'x']));
      expect(refusals).toEqual([]);
      expect(data['_entities']).toEqual([
        {
          id: ids[2],
          timeline: {
            nodes: [
              { kind: 'OPENED', at: '2026-03-02T02:00:00.000Z', agent: null, cause: null },
              { kind: 'ASSIGNED', at: '2026-03-02T02:00:00.000Z', agent: { id: agents.A }, cause: 'EVEN' },
              { kind: 'FIRST_REPLY', at: '2026-03-02T02:05:00.000Z', agent: { id: agents.A }, cause: null },
            ],
            pageInfo: { hasNextPage: false },
          },
        },
        expect.objectContaining({ timeline: null }),
        { id: 'x', timeline: null },
      ]);
    }
  });

  it('SES-21 tells how it was marked to those who may read its marks', async () => {
    const { found } = await drilled({ ...asked, metric: 'SESSIONS' });
    const sessionId = found!.nodes[0]!.session.id;
    const common = {
      shopId: shop,
      occurredAt: '2026-03-02T09:00:00Z',
      actor: { kind: 'SYSTEM', id: null },
      causeId: null,
      policyVersion: 1,
    };
    const value = { ...common, sessionId, by: agents.A, difficult: true, solved: false, tags: 0, noteLength: 0 };
    const event = receivedEvent({ topic: 'session-marked', type: 'marked', shopId: shop, subject: sessionId, sequence: 1, value });
    await db.transaction([shop], (tx) => recordFacts(tx, [event], clock.now()));
    const kindsFor = async (caller: Caller) => {
      const { data } = await ask(caller, ofSessions, entities([sessionId]));
      return (data['_entities'] as { timeline: { nodes: { kind: string; cause: string | null }[] } }[])[0]!.timeline.nodes.at(-1);
    };
    const marked = { kind: 'MARKED', at: '2026-03-02T09:00:00Z', agent: { id: agents.A }, cause: 'DIFFICULT' };
    expect(await kindsFor(as('OWNER'))).toEqual(marked);
    expect(await kindsFor({ ...as('AGENT'), imEnabled: true })).toEqual(marked);
    for (const caller of [{ ...as('AGENT'), imEnabled: false }, as('READER')])
      expect(await kindsFor(caller)).toMatchObject({ kind: 'OPENED' });
  });

  it('INV-6 is told to nobody of another shop, nor to buyers and connectors', async () => {
    const { found } = await drilled({ ...asked, metric: 'SESSIONS' });
    const ids = (found?.nodes ?? []).map(({ session }) => session.id);
    const other = callerAs('OWNER', newId(), { account: newId() });
    expect((await ask(other, ofSessions, entities(ids))).data['_entities']).toEqual(ids.map((id) => ({ id, timeline: null })));
    for (const role of ['CONNECTOR', 'BUYER'] as const)
      expect((await ask(as(role), ofSessions, entities(ids))).refusals).toMatchObject(ids.map(() => ({ code: 'FORBIDDEN' })));
  });
});
