import { keptOut } from '#services/routing/queue/domain/kept-out';
import { poolKey } from '#services/routing/queue/domain/pool-key';
import { unknownFacts } from '#services/routing/queue/domain/waiting-entry';
import { newId } from '#libs/platform/process/ids';
import { replayDecision, type KeptDecision } from '#services/routing/decision/domain/replay-decision';
import { createResolvers } from '#services/routing/features';
import { createEngine } from '#services/routing/flight/app/engine';
import { receptionTimer } from '#services/routing/reception/app/reception-timer';
import { dueShops } from '#services/routing/reception/store/deadline-table';
import { createExtra } from '#services/routing/request-extra';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { eventually } from '#test/kit/eventually';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

let house: RoutingHouse;
/** Two processes on one database. */
let here: Ask;
let there: Ask;
beforeAll(async () => {
  house = await openRoutingHouse();
  here = askSubgraph('routing', createResolvers(house.deps, house.engine), createExtra(house.deps));
  there = askSubgraph('routing', createResolvers(house.deps, house.neighbour()), createExtra(house.deps));
});
afterAll(() => house.close());
beforeEach(() => house.setClock('2026-03-02T02:00:00.000Z'));

async function save(shop: string, input: object) {
  const source = `mutation ($input: SaveRoutingSettingsInput!) { saveRoutingSettings(input: $input) { settings { offerTimeoutSeconds } } }`;
  const { data, refusals } = await here(house.caller(shop, newId(), 'CS_ADMIN'), source, { input: { shopId: shop, ...input } });
  return { settings: (data['saveRoutingSettings'] as { settings: object } | undefined)?.settings, refusals };
}

type Operation = 'acceptOffer' | 'declineOffer';

async function answer(operation: Operation, shop: string, as: string, input: object, ask = here) {
  const type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input!`;
  const source = `mutation ($input: ${type}) { done: ${operation}(input: $input) { session { id } agent { id } } }`;
  const { data, refusals } = await ask(house.caller(shop, as), source, { input: { shopId: shop, ...input } });
  return { agent: (data['done'] as { agent: { id: string } | null } | null | undefined)?.agent?.id ?? null, refusals };
}

async function offering(capacities: readonly number[], seconds = 20) {
  const opened = await house.openShop(capacities);
  await save(opened.shop, { offerTimeoutSeconds: seconds });
  return opened;
}

async function arrive(shop: string): Promise<string> {
  const session = newId();
  await house.engine.takeEvents([house.events.started(shop, session)]);
  return session;
}

const routed = (session: string) =>
  house.published
    .filter(({ topic, value }) => topic === 'session-routed' && value['sessionId'] === session)
    .map(({ type, value }) => ({ type, ...value }) as { type: string } & Record<string, unknown>);
const types = (session: string) => routed(session).map(({ type }) => type);
const offeredTo = (session: string): string => String(routed(session).findLast(({ type }) => type === 'offered')!['agentId']);
const live = (shop: string) =>
  house.rows<{ session_id: string; agent_id: string; offered: boolean }>(
    shop,
    'SELECT session_id, agent_id, offer IS NOT NULL AS offered FROM assignment WHERE released_at IS NULL ORDER BY session_id',
  );
const loadOf = async (shop: string, agent: string) =>
  (await house.rows<{ load: number }>(shop, `SELECT normal_load + over_load AS load FROM agent WHERE account_id = '${agent}'`))[0]!.load;

it.each([4, 601])('refuses a time to answer of %s seconds and stores nothing', async (offerTimeoutSeconds) => {
  const { shop } = await house.openShop([1]);
  expect((await save(shop, { offerTimeoutSeconds })).refusals).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  expect(await house.rows(shop, 'SELECT FROM routing_rules')).toEqual([]);
});

it('RTE-57 an offer is told, listed and accepted, in whichever process; the same command again answers the same', async () => {
  const { shop, agents } = await offering([1, 1]);
  const session = await arrive(shop);
  const agent = offeredTo(session);
  expect(routed(session)).toMatchObject([{ type: 'offered', revision: 1, offerUntil: '2026-03-02T02:00:20.000Z', load: 1, cause: 'EVEN' }]);
  expect(await live(shop)).toEqual([{ session_id: session, agent_id: agent, offered: true }]);
  const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Agent", id: $id }]) { ... on Agent { load offers { session { id } since until cause } } } }`;
  const listed = async (id: string) => (await there(house.caller(shop, id), source, { id })).data['_entities'];
  expect(await listed(agent)).toEqual([
    {
      load: 1,
      offers: [{ session: { id: session }, since: '2026-03-02T02:00:00.000Z', until: '2026-03-02T02:00:20.000Z', cause: 'EVEN' }],
    },
  ]);
  house.setClock('2026-03-02T02:00:07.000Z');
  const other = agents.find((id) => id !== agent)!;
  expect((await answer('acceptOffer', shop, other, { sessionId: session }, there)).refusals).toEqual([
    { code: 'OFFER_OVER', field: 'sessionId' },
  ]);
  const input = { sessionId: session, commandId: 'once' };
  expect(await answer('acceptOffer', shop, agent, input, there)).toEqual({ agent, refusals: [] });
  expect(await answer('acceptOffer', shop, agent, input, here)).toEqual({ agent, refusals: [] });
  expect(routed(session).slice(1)).toMatchObject([
    { type: 'assigned', revision: 2, agentId: agent, waitedMs: 7_000, cause: 'EVEN', rule: 'RTE-4', actor: { kind: 'ACCOUNT', id: agent } },
  ]);
  expect(await live(shop)).toEqual([{ session_id: session, agent_id: agent, offered: false }]);
  expect(await listed(agent)).toEqual([{ load: 1, offers: [] }]);
});

it('RTE-28 declined: told with the length of the reason only, and offered to the next', async () => {
  const { shop, agents } = await offering([1, 1]);
  const session = await arrive(shop);
  const first = offeredTo(session);
  const next = agents.find((id) => id !== first)!;
  expect(await answer('declineOffer', shop, first, { sessionId: session, reason: 'not my language' })).toEqual({
    agent: null,
    refusals: [],
  });
  expect(routed(session).slice(1)).toMatchObject([
    { type: 'declined', revision: 1, agentId: first, how: 'DECLINED', reasonLength: 15, actor: { kind: 'ACCOUNT', id: first } },
    { type: 'offered', revision: 2, agentId: next },
  ]);
  expect(JSON.stringify(routed(session))).not.toContain('language');
  const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Session", id: $id }]) { ... on Session { queuePosition
    routing { outcome offerUntil note by { id } agent { id } explanation { sentence(language: EN) candidates { agent { id } verdict } } } } } }`;
  const { data } = await there(house.caller(shop, next), source, { id: session });
  expect(data['_entities']).toMatchObject([
    {
      queuePosition: null,
      routing: {
        ...{ outcome: 'OFFERED', offerUntil: '2026-03-02T02:00:20.000Z', note: 'not my language', by: { id: first }, agent: { id: next } },
        explanation: {
          sentence: expect.stringContaining('has to accept') as unknown,
          candidates: expect.arrayContaining([
            { agent: { id: first }, verdict: 'DECLINED' },
            { agent: { id: next }, verdict: 'CHOSEN' },
          ]) as unknown,
        },
      },
    },
  ]);
});

it('missed: ended by whichever process is there, not before its time, also after all were down; then nobody is left', async () => {
  const { shop, agents } = await offering([1, 1]);
  const session = await arrive(shop);
  const due = () => dueShops(house.deps.workerDb, house.deps.clock.now());
  house.setClock('2026-03-02T02:00:20.000Z');
  expect(await due()).not.toContain(shop);
  house.setClock('2026-03-02T02:00:20.001Z');
  expect(await due()).toContain(shop);
  // A process that has nothing in memory.
  const timer = receptionTimer(house.deps, house.neighbour());
  timer.start();
  await eventually(() => expect(types(session)).toEqual(['offered', 'declined', 'offered']));
  house.setClock('2026-03-02T02:05:00.000Z');
  await eventually(() => expect(types(session)).toEqual(['offered', 'declined', 'offered', 'declined', 'queued']));
  expect(routed(session).at(-1)).toMatchObject({ cause: 'NOBODY_LEFT', enqueuedAt: '2026-03-02T02:00:00.000Z', revision: 3 });
  expect(
    new Set(
      routed(session)
        .filter(({ type }) => type === 'offered')
        .map(({ agentId }) => agentId),
    ),
  ).toEqual(new Set(agents));
  await eventually(async () => expect(await due()).not.toContain(shop));
  await timer.stop();
  expect(await house.rows(shop, `SELECT FROM deadline WHERE kind <> 'RECEPTION'`)).toEqual([]);
  const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Shop", id: $id }]) { ... on Shop {
    queue { pools { reason } } routingAlerts { kind cause remedy(language: EN) } } } }`;
  const { data } = await there(house.caller(shop, agents[0]!, 'CS_ADMIN'), source, { id: shop });
  expect(data['_entities']).toMatchObject([
    { queue: { pools: [{ reason: 'NOBODY_LEFT' }] }, routingAlerts: [{ kind: 'QUEUE_WAITING', cause: 'NOBODY_LEFT' }] },
  ]);
});

it('accepted in one process while it runs out in the other: one of both, and every slot is counted', async () => {
  for (let round = 0; round < 8; round += 1) {
    house.setClock('2026-03-02T02:00:00.000Z');
    const { shop, agents } = await offering([1, 1]);
    const session = await arrive(shop);
    const agent = offeredTo(session);
    // The last instant at which it can be accepted.
    house.setClock('2026-03-02T02:00:20.000Z');
    const accepted = answer('acceptOffer', shop, agent, { sessionId: session }, round % 2 ? here : there);
    house.setClock('2026-03-02T02:00:20.001Z');
    const [{ refusals }] = await Promise.all([accepted, house.neighbour().wake([shop]), house.engine.wake([shop])]);
    const [one, ...others] = await live(shop);
    expect(others).toEqual([]);
    if (refusals.length === 0) expect(one).toEqual({ session_id: session, agent_id: agent, offered: false });
    else
      expect([refusals[0]!.code, one]).toEqual([
        'OFFER_OVER',
        { session_id: session, agent_id: agents.find((id) => id !== agent), offered: true },
      ]);
    expect((await loadOf(shop, agents[0]!)) + (await loadOf(shop, agents[1]!))).toBe(1);
  }
});

it('accepted and closed at once by two processes: the slot is free, whoever came first', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { shop, agents } = await offering([1]);
    const session = await arrive(shop);
    const close = house.neighbour().takeEvents([house.events.closed(shop, session)]);
    const [{ refusals }] = await Promise.all([answer('acceptOffer', shop, agents[0]!, { sessionId: session }), close]);
    expect(refusals.map(({ code }) => code).filter((code) => code !== 'ILLEGAL_TRANSITION')).toEqual([]);
    expect([await live(shop), await loadOf(shop, agents[0]!)]).toEqual([[], 0]);
  }
});

it('INV-4 what was offered and accepted is decided the same when it is decided again', async () => {
  const { shop, agents } = await offering([1, 1]);
  const session = await arrive(shop);
  await answer('declineOffer', shop, offeredTo(session), { sessionId: session });
  await answer('acceptOffer', shop, offeredTo(session), { sessionId: session });
  const rows = await house.rows<KeptDecision>(
    shop,
    'SELECT id, session_id AS "sessionId", outcome, agent_id AS "agentId", cause, rule, inputs, candidates FROM decision ORDER BY revision',
  );
  expect(rows.map(({ outcome }) => outcome)).toEqual(['OFFERED', 'OFFERED', 'ASSIGNED']);
  const numbers = await house.rows<{ agent_no: number; account_id: string }>(shop, 'SELECT agent_no, account_id FROM agent');
  const accountOf = (agentNo: number): string => numbers.find(({ agent_no }) => agent_no === agentNo)!.account_id;
  expect(rows.map((row) => replayDecision(row, accountOf))).toEqual([null, null, null]);
  expect(agents).toContain(rows[2]!.agentId);
});

it('RTE-57 who misses offers in a row rests, whichever process finds out; managers are told what helps', async () => {
  const { shop, agents } = await offering([5], 20);
  expect((await save(shop, { restAfterMissed: 21 })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'restAfterMissed' }]);
  await save(shop, { restAfterMissed: 2 });
  const [first, second] = [await arrive(shop), await arrive(shop)];
  house.setClock('2026-03-02T02:00:21.000Z');
  await house.neighbour().wake([shop]);
  expect([types(first!), types(second!)]).toEqual([
    ['offered', 'declined', 'queued'],
    ['offered', 'declined', 'queued'],
  ]);
  const status = house.published.filter(({ topic, value }) => topic === 'agent-status-changed' && value['agentId'] === agents[0]).at(-1);
  expect(status).toMatchObject({ type: 'presence', value: { to: 'REST', reason: 'MISSED_OFFERS', load: 0, actor: { kind: 'SYSTEM' } } });
  const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Shop", id: $id }]) { ... on Shop {
    routingSettings { restAfterMissed { offers effective reason } } routingAlerts { kind agents { id } message(language: EN) remedy } } } }`;
  const seen = async () => (await there(house.caller(shop, agents[0]!, 'CS_ADMIN'), source, { id: shop })).data['_entities'];
  expect(await seen()).toMatchObject([
    {
      routingSettings: { restAfterMissed: { offers: 2, effective: true, reason: null } },
      routingAlerts: expect.arrayContaining([expect.objectContaining({ kind: 'OFFERS_MISSED', agents: [{ id: agents[0] }] })]) as unknown,
    },
  ]);
  await save(shop, { offerTimeoutSeconds: null });
  expect(await seen()).toMatchObject([{ routingSettings: { restAfterMissed: { offers: 2, effective: false, reason: 'NO_OFFERS' } } }]);
});

it('a shop that has set nothing of this up pays no statement for it', async () => {
  const { shop } = await house.openShop([50, 50]);
  const statements: string[] = [];
  const counted: typeof house.deps.db = {
    ...house.deps.db,
    transaction: (shops, run, terms) =>
      house.deps.db.transaction(
        shops,
        (tx) =>
          run({
            ...tx,
            query: (statement, values) => (statements.push(statement.name), tx.query(statement, values)),
            send: (statement, values) => (statements.push(statement.name), tx.send(statement, values)),
          }),
        terms,
      ),
  };
  const engine = createEngine({ ...house.deps, db: counted }, Math.random);
  await engine.takeEvents([house.events.started(shop, newId())]);
  expect(statements.filter((name) => /offer|roster|sessions-of-agents/.test(name))).toEqual([]);
  statements.length = 0;
  await engine.takeEvents([house.events.started(shop, newId())]);
  expect(statements.filter((name) => name.startsWith('routing-')).sort()).toEqual([
    'routing-find-placements',
    'routing-lock-shops',
    'routing-save-agents',
    'routing-save-assignments',
    'routing-save-decisions',
    'routing-save-shops',
  ]);
});

it('the longest key of a pool, with as many who were tried as it names, has room in the indexes of who waits', async () => {
  const { shop } = await house.openShop([1]);
  const others = { kind: 'CROWD', of: '买'.repeat(100), channel: '渠'.repeat(50), awaits: newId(), slots: 10, needs: null } as const;
  const tried = Array.from({ length: 250 }, () => ({ agentId: newId(), how: 'MISSED' as const }));
  const facts = { ...unknownFacts, tried, passedBy: Array.from({ length: 20 }, () => newId()) };
  for (const parts of [others, { ...others, kind: 'ALL', of: '', channel: null }] as const) {
    const pool = poolKey({ ...parts, ...keptOut(facts, { ...parts, awaits: null }) });
    for (const kind of ['QUEUED', 'LEFT_MESSAGE'])
      await house.rows(shop, `INSERT INTO waiting VALUES ('${shop}', '${newId()}', '${kind}', NULL, '${pool}', 1, now(), now(), 1, '{}')`);
  }
  expect(await house.rows(shop, 'SELECT length(pool) AS length FROM waiting ORDER BY length DESC LIMIT 1')).toEqual([{ length: 2_616 }]);
});
