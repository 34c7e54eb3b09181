import { newId } from '#libs/platform/process/ids';
import { createResolvers } from '#services/routing/features';
import { receptionTimer } from '#services/routing/reception/app/reception-timer';
import { dueShops } from '#services/routing/reception/store/deadline-table';
import { lookAtShops } from '#services/routing/starvation/store/look-at-shops';
import { createExtra } from '#services/routing/request-extra';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { eventually } from '#test/kit/eventually';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

let house: RoutingHouse;
let ask: Ask;
beforeAll(async () => {
  house = await openRoutingHouse();
  ask = askSubgraph('routing', createResolvers(house.deps, house.engine), createExtra(house.deps));
});
afterAll(() => house.close());
beforeEach(() => house.setClock('2026-03-02T02:00:00.000Z'));

/** A manager sets limits. */
async function limit(shop: string, input: object) {
  const source = `mutation ($input: SaveRoutingSettingsInput!) {
    saveRoutingSettings(input: $input) { settings { version queueLimit longestWaitMinutes waitFallback } } }`;
  const { data, refusals } = await ask(house.caller(shop, newId(), 'CS_ADMIN'), source, { input: { shopId: shop, ...input } });
  return { settings: (data['saveRoutingSettings'] as { settings: object } | undefined)?.settings, refusals };
}

const outcomes = (sessionId: string) =>
  house.published.filter(({ topic, value }) => topic === 'session-routed' && value['sessionId'] === sessionId);

/** Buyers come in, one behind the other. */
async function arrive(shop: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  for (const id of ids) await house.engine.takeEvents([house.events.started(shop, id)]);
  return ids;
}

it('RTE-34 limits are saved through the graph, each for itself; what is absent stays, null is off', async () => {
  const { shop } = await house.openShop([1]);
  expect((await limit(shop, { queueLimit: 5 })).settings).toEqual({
    version: 1,
    queueLimit: 5,
    longestWaitMinutes: null,
    waitFallback: 'MESSAGE_POOL',
  });
  expect((await limit(shop, { longestWaitMinutes: 30, waitFallback: 'SERVICE_ASSISTANT' })).settings).toEqual({
    version: 2,
    queueLimit: 5,
    longestWaitMinutes: 30,
    waitFallback: 'SERVICE_ASSISTANT',
  });
  expect((await limit(shop, { queueLimit: null })).settings).toMatchObject({ queueLimit: null, longestWaitMinutes: 30 });
});

it.each([
  ['queueLimit', { queueLimit: 0 }],
  ['queueLimit', { queueLimit: 10_001 }],
  ['longestWaitMinutes', { longestWaitMinutes: 0 }],
  ['longestWaitMinutes', { longestWaitMinutes: 1_441 }],
])('RTE-34 refuses %s of %j and stores nothing', async (field, input) => {
  const { shop } = await house.openShop([1]);
  expect((await limit(shop, { waitFallback: 'SERVICE_ASSISTANT', ...input })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field }]);
  expect(await house.rows(shop, 'SELECT FROM routing_rules')).toEqual([]);
});

it('RTE-34 a full queue sends the next buyer to the fallback, whichever process decides', async () => {
  const { shop } = await house.openShop([1]);
  await limit(shop, { queueLimit: 1, waitFallback: 'SERVICE_ASSISTANT' });
  await arrive(shop, 2);
  const session = newId();
  await house.neighbour().takeEvents([house.events.started(shop, session)]);
  expect(outcomes(session)).toMatchObject([
    { type: 'left-message', value: { place: 'SERVICE_ASSISTANT', cause: 'QUEUE_FULL', closedPeriod: null } },
  ]);
});

it('RTE-34 who has waited for too long is moved at that instant by whichever process is there, and at once after a long standstill', async () => {
  const { shop } = await house.openShop([1]);
  await limit(shop, { longestWaitMinutes: 10 });
  const [, first] = await arrive(shop, 2);
  house.setClock('2026-03-02T02:04:00.000Z');
  const [second] = await arrive(shop, 1);
  const due = () => dueShops(house.deps.workerDb, house.deps.clock.now());
  house.setClock('2026-03-02T02:09:59.999Z');
  expect(await due()).not.toContain(shop);
  house.setClock('2026-03-02T02:10:00.000Z');
  expect(await due()).toContain(shop);
  const timer = receptionTimer(house.deps, house.neighbour());
  timer.start();
  const types = (session: string) => outcomes(session).map(({ type }) => type);
  await eventually(() => expect(types(first!)).toEqual(['queued', 'left-message']));
  expect(outcomes(first!)[1]?.value).toMatchObject({
    place: 'MESSAGE_POOL',
    cause: 'WAITED_TOO_LONG',
    decidedAt: '2026-03-02T02:10:00.000Z',
  });
  expect(types(second!)).toEqual(['queued']);
  await timer.stop();
  house.setClock('2026-03-02T09:00:00.000Z');
  const again = receptionTimer(house.deps, house.neighbour());
  again.start();
  await eventually(() => expect(types(second!)).toEqual(['queued', 'left-message']));
  await eventually(async () => expect(await due()).not.toContain(shop));
  await again.stop();
});

it('RTE-34 the deadline goes with the limit', async () => {
  const { shop } = await house.openShop([1]);
  await limit(shop, { longestWaitMinutes: 10 });
  await arrive(shop, 2);
  const deadlines = () => house.rows(shop, `SELECT due_at FROM deadline WHERE kind = 'WAKE'`);
  expect(await deadlines()).toEqual([{ due_at: new Date('2026-03-02T02:10:00.000Z') }]);
  await limit(shop, { longestWaitMinutes: null });
  expect(await deadlines()).toEqual([]);
});

it('RTE-28 the rate of agents is saved through the graph, as it is when absent, and off with null', async () => {
  const { shop } = await house.openShop([9]);
  const source = `mutation ($input: SaveRoutingSettingsInput!) {
    saveRoutingSettings(input: $input) { settings { assignmentRate { sessions seconds } } warnings { code field } } }`;
  const save = async (input: object) =>
    (await ask(house.caller(shop, newId(), 'CS_ADMIN'), source, { input: { shopId: shop, ...input } })).data['saveRoutingSettings'];
  const assignmentRate = { sessions: 1, seconds: 60 };
  expect(await save({ assignmentRate })).toEqual({ settings: { assignmentRate }, warnings: [] });
  expect(await save({ queueLimit: 5 })).toEqual({ settings: { assignmentRate }, warnings: [] });
  await arrive(shop, 2);
  expect(await save({ assignmentRate })).toEqual({
    settings: { assignmentRate },
    warnings: [{ code: 'BUYERS_QUEUE', field: 'assignmentRate' }],
  });
  expect(await save({ assignmentRate: null })).toEqual({ settings: { assignmentRate: null }, warnings: [] });
});

it.each([
  ['assignmentRate.sessions', { sessions: 0, seconds: 60 }],
  ['assignmentRate.sessions', { sessions: 101, seconds: 60 }],
  ['assignmentRate.seconds', { sessions: 1, seconds: 0 }],
  ['assignmentRate.seconds', { sessions: 1, seconds: 3_601 }],
])('RTE-28 refuses %s of %j and stores nothing', async (field, assignmentRate) => {
  const { shop } = await house.openShop([1]);
  expect((await limit(shop, { queueLimit: 5, assignmentRate })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field }]);
  expect(await house.rows(shop, 'SELECT FROM routing_rules')).toEqual([]);
});

it('RTE-28 who waits for the rate is served at that instant by a process that has never seen the shop', async () => {
  const { shop, agents } = await house.openShop([9]);
  await limit(shop, { assignmentRate: { sessions: 1, seconds: 60 } });
  const [, second] = await arrive(shop, 2);
  house.setClock('2026-03-02T02:00:59.999Z');
  const due = () => dueShops(house.deps.workerDb, house.deps.clock.now());
  expect(await due()).not.toContain(shop);
  house.setClock('2026-03-02T02:01:00.000Z');
  expect(await due()).toContain(shop);
  const timer = receptionTimer(house.deps, house.neighbour());
  timer.start();
  await eventually(() =>
    expect(outcomes(second!)).toMatchObject([{ type: 'queued' }, { type: 'assigned', value: { agentId: agents[0], over: null } }]),
  );
  await timer.stop();
  expect(await house.rows(shop, 'SELECT lately FROM agent')).toEqual([{ lately: [Date.parse('2026-03-02T02:01:00.000Z')] }]);
});

const channelSource = `mutation ($input: SaveRoutingSettingsInput!) {
  saveRoutingSettings(input: $input) { settings { channelLimits { agent { id } channel most effect { effective reason } } } warnings { code field } } }`;

const boardSource = `query ($shop: [_Any!]!) { _entities(representations: $shop) { ... on Shop {
  queue { pools { key length reason } entries(pool: "ALL") { nodes { position reason } } } } } }`;

it('RTE-25 limits of a channel are saved through the graph as a whole, with what of them acts; another process keeps to them', async () => {
  const { shop, agents } = await house.openShop([9, 9]);
  const save = async (input: object) =>
    (await ask(house.caller(shop, newId(), 'CS_ADMIN'), channelSource, { input: { shopId: shop, ...input } })).data['saveRoutingSettings'];
  const limits = [
    { channel: 'DOUYIN', most: 1 },
    { agentId: agents[0], channel: 'DOUYIN', most: 2 },
  ];
  const effect = { effective: true, reason: null };
  expect(await save({ channelLimits: limits })).toEqual({
    settings: {
      channelLimits: [
        { agent: null, channel: 'DOUYIN', most: 1, effect },
        { agent: { id: agents[0] }, channel: 'DOUYIN', most: 2, effect },
      ],
    },
    warnings: [],
  });
  const ids = Array.from({ length: 5 }, () => newId());
  for (const id of ids.slice(0, 2)) await house.engine.takeEvents([house.events.started(shop, id, { channel: 'DOUYIN' })]);
  const neighbour = house.neighbour();
  for (const id of ids.slice(2)) await neighbour.takeEvents([house.events.started(shop, id, { channel: 'DOUYIN' })]);
  expect(ids.flatMap((id) => outcomes(id).map(({ type, value }) => [type, value['pool']]))).toEqual([
    ...Array.from({ length: 3 }, () => ['assigned', 'ALL with channel=DOUYIN']),
    ...Array.from({ length: 2 }, () => ['queued', 'ALL with channel=DOUYIN']),
  ]);
  expect(await house.rows(shop, 'SELECT account_id, channel_load FROM agent ORDER BY agent_no')).toEqual([
    { account_id: agents[0], channel_load: { DOUYIN: 2 } },
    { account_id: agents[1], channel_load: { DOUYIN: 1 } },
  ]);
  const board = await ask(house.caller(shop, newId(), 'OWNER'), boardSource, { shop: [{ __typename: 'Shop', id: shop }] });
  expect(board.data['_entities']).toMatchObject([
    {
      queue: {
        pools: [{ key: 'ALL with channel=DOUYIN', length: 2, reason: 'CHANNEL_FULL' }],
        entries: { nodes: [{ position: 1, reason: 'CHANNEL_FULL' }, { position: 2 }] },
      },
    },
  ]);
  expect(await save({ channelLimits: [] })).toEqual({ settings: { channelLimits: [] }, warnings: [] });
  expect(outcomes(ids[4]!)).toMatchObject([{ type: 'queued' }, { type: 'assigned', value: { pool: 'ALL' } }]);
});

it.each([
  ['BAD_USER_INPUT', 'channelLimits.0.most', [{ channel: 'DOUYIN', most: 0 }]],
  ['BAD_USER_INPUT', 'channelLimits.0.most', [{ channel: 'DOUYIN', most: 501 }]],
  ['BAD_USER_INPUT', 'channelLimits.0.channel', [{ channel: '', most: 1 }]],
  [
    'BAD_USER_INPUT',
    'channelLimits',
    [
      { channel: 'DOUYIN', most: 1 },
      { channel: 'DOUYIN', most: 2 },
    ],
  ],
  ['ACCOUNT_NOT_FOUND', 'channelLimits.0.agentId', [{ agentId: newId(), channel: 'DOUYIN', most: 1 }]],
])('RTE-25 refuses with %s at %s what limits no channel, and stores nothing', async (code, field, channelLimits) => {
  const { shop } = await house.openShop([1]);
  expect((await limit(shop, { queueLimit: 5, channelLimits })).refusals).toEqual([{ code, field }]);
  expect(await house.rows(shop, 'SELECT FROM routing_rules')).toEqual([]);
});

it('INV-2 after-sales talks that take two slots: rows, event, view and warning say so; nobody starves who waits for them', async () => {
  const { shop, agents } = await house.openShop([3, 1]);
  const source = `mutation ($input: SaveRoutingSettingsInput!) {
    saveRoutingSettings(input: $input) { settings { workUnits { status slots } } warnings { code field message } } }`;
  const workUnits = [{ status: 'AFTER_SALES', slots: 2 }];
  const saved = await ask(house.caller(shop, newId(), 'CS_ADMIN'), source, { input: { shopId: shop, workUnits } });
  expect(saved.data['saveRoutingSettings']).toEqual({
    settings: { workUnits },
    warnings: [
      {
        ...{ code: 'LOW_CAPACITY', field: 'workUnits' },
        message: '1 agents may have fewer sessions at once than 2: one that takes 2 slots takes all they have.',
      },
    ],
  });
  const [heavy, second, light] = [newId(), newId(), newId()];
  const order = { orderStatus: 'AFTER_SALES' } as const;
  await house.engine.takeEvents([house.events.started(shop, heavy, order)]);
  const [, small] = await arrive(shop, 2);
  house.setClock('2026-03-02T02:01:00.000Z');
  await house.neighbour().takeEvents([house.events.started(shop, second, order), house.events.started(shop, light)]);
  expect(outcomes(heavy)).toMatchObject([{ type: 'assigned', value: { agentId: agents[0], load: 2, slots: 2, pool: 'ALL with slots=2' } }]);
  expect(outcomes(small!)[0]?.value).not.toHaveProperty('slots');
  expect([...outcomes(second), ...outcomes(light)].map(({ type }) => type)).toEqual(['queued', 'queued']);
  expect(await house.rows(shop, 'SELECT normal_load, over_load, held FROM agent ORDER BY agent_no')).toEqual([
    { normal_load: 3, over_load: 0, held: 0 },
    { normal_load: 1, over_load: 0, held: 0 },
  ]);
  await house.engine.takeEvents([house.events.closed(shop, small!)]);
  const look = () => lookAtShops(house.deps.db, [shop], house.deps.clock.now(), []);
  expect([await look(), outcomes(second).length, outcomes(light).length]).toEqual([[], 1, 1]);
  await house.neighbour().takeEvents([house.events.closed(shop, heavy)]);
  expect(outcomes(second)[1]).toMatchObject({ type: 'assigned', value: { agentId: agents[0], load: 2, slots: 2 } });
  expect(outcomes(light)[1]).toMatchObject({ type: 'assigned', value: { agentId: agents[0], load: 3 } });
  expect(await look()).toEqual([]);
});

it.each([
  ['workUnits.0.slots', [{ status: 'AFTER_SALES', slots: 0 }]],
  ['workUnits.0.slots', [{ status: 'AFTER_SALES', slots: 11 }]],
  [
    'workUnits',
    [
      { status: 'UNPAID', slots: 2 },
      { status: 'UNPAID', slots: 3 },
    ],
  ],
])('INV-2 refuses %s of %j and stores nothing', async (field, workUnits) => {
  const { shop } = await house.openShop([1]);
  expect((await limit(shop, { queueLimit: 5, workUnits })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field }]);
  expect(await house.rows(shop, 'SELECT FROM routing_rules')).toEqual([]);
});

it('RTE-28 the watch knows whom a rate keeps back, and until when', async () => {
  const { shop } = await house.openShop([9]);
  await limit(shop, { assignmentRate: { sessions: 1, seconds: 60 } });
  const [, second] = await arrive(shop, 2);
  const look = (at: string) => lookAtShops(house.deps.db, [shop], new Date(at), []);
  expect(await look('2026-03-02T02:00:59.999Z')).toEqual([]);
  expect(await look('2026-03-02T02:01:00.000Z')).toMatchObject([{ sessionId: second }]);
});
