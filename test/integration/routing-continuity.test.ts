import { newId } from '#libs/platform/process/ids';
import { createResolvers } from '#services/routing/features';
import { createExtra } from '#services/routing/request-extra';
import { receptionTimer } from '#services/routing/reception/app/reception-timer';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { eventually } from '#test/kit/eventually';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

let house: RoutingHouse;
let ask: Ask;
beforeAll(async () => {
  house = await openRoutingHouse();
  ask = askSubgraph('routing', createResolvers(house.deps, house.engine), createExtra(house.deps));
});
beforeEach(() => house.setClock('2026-03-02T04:00:00.000Z'));
afterAll(() => house.close());

async function save(shop: string, input: object) {
  const source = `mutation ($input: SaveRoutingSettingsInput!) { saveRoutingSettings(input: $input) { settings { returningWait { minutes effective reason } } warnings { code field } } }`;
  const { data, refusals } = await ask(house.caller(shop, newId(), 'CS_ADMIN'), source, { input: { shopId: shop, ...input } });
  return { ...(data['saveRoutingSettings'] as object | undefined), refusals };
}

const setPresence = (shop: string, agent: string, presence: string) =>
  ask(house.caller(shop, agent), 'mutation ($input: SetPresenceInput!) { setPresence(input: $input) { agent { id } } }', {
    input: { shopId: shop, presence },
  });

/** A on shift and resting, B there; a buyer who talked with A an hour ago writes. */
async function returning(minutes = 10) {
  const { shop, agents } = await house.openShop([5, 5]);
  const [a, b] = agents as [string, string];
  const shift = (agent: string) => ({ agent, from: '2026-03-02T02:00:00.000Z', to: '2026-03-02T11:00:00.000Z', groupId: null });
  await house.engine.takeEvents([house.events.roster(shop, { revision: 1, date: '2026-03-02', shifts: [shift(a), shift(b)] })]);
  await save(shop, { returningWaitMinutes: minutes });
  await setPresence(shop, a, 'REST');
  const session = newId();
  const lastHuman = { agentId: a, at: '2026-03-02T03:00:00.000Z' };
  await house.neighbour().takeEvents([house.events.started(shop, session, { lastHuman })]);
  return { shop, a, b, session, lastHuman };
}

const outcomes = (session: string) =>
  house.published
    .filter(({ topic, value }) => topic === 'session-routed' && value['sessionId'] === session)
    .map(({ type, value }) => `${type} ${String(value['cause'])} ${String(value['agentId'] ?? '')}`.trim());

it('RTE-11 a returning buyer waits for the agent on shift, and goes to it when it is back, whichever process sees it', async () => {
  const { shop, a, session, lastHuman } = await returning();
  expect(outcomes(session)).toEqual(['queued AWAITS_AGENT']);
  const source = `query ($id: ID!, $input: SimulateRoutingInput!) { simulateRouting(input: $input) { outcome cause }
    _entities(representations: [{ __typename: "Shop", id: $id }]) { ... on Shop { queue { pools { key reason } }
      routingSettings { returningWait { minutes effective reason } } } } }`;
  const { data } = await ask(house.caller(shop, a, 'CS_ADMIN'), source, { id: shop, input: { shopId: shop, lastHuman } });
  expect(data).toMatchObject({
    simulateRouting: { outcome: 'QUEUED', cause: 'AWAITS_AGENT' },
    _entities: [
      {
        queue: { pools: [{ key: `ALL with for=${a}`, reason: 'AWAITS_AGENT' }] },
        routingSettings: { returningWait: { minutes: 10, effective: true, reason: null } },
      },
    ],
  });
  await setPresence(shop, a, 'ONLINE');
  expect(outcomes(session)).toEqual(['queued AWAITS_AGENT', `assigned RETURNING ${a}`]);
});

it('RTE-12 after the minutes it goes to others, by whichever process is there, also one that has nothing in memory', async () => {
  const { b, session } = await returning();
  const timer = receptionTimer(house.deps, house.neighbour());
  timer.start();
  house.setClock('2026-03-02T04:10:00.000Z');
  expect(outcomes(session)).toEqual(['queued AWAITS_AGENT']);
  house.setClock('2026-03-02T04:10:00.001Z');
  await eventually(() => expect(outcomes(session).at(-1)).toMatch(new RegExp(`assigned \\w+ ${b}`)));
  await timer.stop();
});

it('is refused beyond its limits, and warned of where the shop has no queue', async () => {
  const { shop } = await house.openShop([5], { policy: { queueEnabled: false } });
  expect((await save(shop, { returningWaitMinutes: 121 })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'returningWaitMinutes' }]);
  expect(await save(shop, { returningWaitMinutes: 5 })).toMatchObject({
    settings: { returningWait: { minutes: 5, effective: false, reason: 'NO_QUEUE' } },
    warnings: [{ code: 'NOT_EFFECTIVE', field: 'returningWaitMinutes' }],
  });
});

it('RTE-42 each setting says whether it acts, in the answer and when it is read: without a roster nobody is handed over to', async () => {
  const { shop, agents } = await house.openShop([5]);
  const effects = 'effects { setting effective reason }';
  const caller = house.caller(shop, newId(), 'CS_ADMIN');
  const saves = async (input: object) => {
    const source = `mutation ($input: SaveRoutingSettingsInput!) { saveRoutingSettings(input: $input) { settings { ${effects} } warnings { code field } } }`;
    return (await ask(caller, source, { input: { shopId: shop, ...input } })).data['saveRoutingSettings'];
  };
  const reads = async () => {
    const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Shop", id: $id }]) { ... on Shop { routingSettings { ${effects} } } } }`;
    return ((await ask(caller, source, { id: shop })).data['_entities'] as { routingSettings: unknown }[])[0]!.routingSettings;
  };
  const none = { setting: 'HAND_OVER', effective: false, reason: 'NO_ROSTER' };
  const saved = await saves({ handOverMinutes: 30, silentAfterMinutes: 5 });
  const told = { effects: expect.arrayContaining([none, { setting: 'SILENCE', effective: true, reason: null }]) as unknown };
  expect(saved).toEqual({ settings: told, warnings: [{ code: 'NOT_EFFECTIVE', field: 'handOverMinutes' }] });
  expect(await reads()).toEqual(told);
  const shift = { agent: agents[0]!, from: '2026-03-02T02:00:00.000Z', to: '2026-03-02T11:00:00.000Z', groupId: null };
  await house.engine.takeEvents([house.events.roster(shop, { revision: 1, date: '2026-03-02', shifts: [shift] })]);
  const acting = { effects: expect.arrayContaining([{ setting: 'HAND_OVER', effective: true, reason: null }]) as unknown };
  expect([await reads(), await saves({ handOverMinutes: 20 })]).toEqual([acting, { settings: acting, warnings: [] }]);
});

it('RTE-62 before a shift ends its talks go to who stays, told as transfers, whichever process is woken; held ones stay', async () => {
  const { shop, agents } = await house.openShop([5, 5]);
  const [a, b] = agents as [string, string];
  const shift = (agent: string, to: string) => ({ agent, from: '2026-03-02T02:00:00.000Z', to: `2026-03-02T${to}:00.000Z`, groupId: null });
  await house.engine.takeEvents([
    house.events.roster(shop, { revision: 1, date: '2026-03-02', shifts: [shift(a, '10:00'), shift(b, '14:00')] }),
  ]);
  expect((await save(shop, { handOverMinutes: 0 })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'handOverMinutes' }]);
  await setPresence(shop, b, 'REST');
  const [talk, held] = [newId(), newId()];
  for (const session of [talk, held]) await house.engine.takeEvents([house.events.started(shop, session)]);
  await house.engine.takeEvents([house.events.ended(shop, held)]);
  await setPresence(shop, b, 'ONLINE');
  await save(shop, { handOverMinutes: 15 });
  const timer = receptionTimer(house.deps, house.neighbour());
  timer.start();
  house.setClock('2026-03-02T09:44:59.999Z');
  expect(outcomes(talk)).toHaveLength(1);
  house.setClock('2026-03-02T09:45:00.000Z');
  await eventually(() => expect(outcomes(talk).at(-1)).toMatch(new RegExp(`transferred \\w+ ${b}`)));
  expect(outcomes(held)).toHaveLength(1);
  await timer.stop();
  const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Session", id: $id }]) { ... on Session { routing {
    agent { id } by { id } explanation { sentence(language: EN) } } } } }`;
  // A process that has decided nothing lately reads what is stored.
  const elsewhere = askSubgraph('routing', createResolvers(house.deps, house.neighbour()), createExtra(house.deps));
  const { data } = await elsewhere(house.caller(shop, b), source, { id: talk });
  expect(data['_entities']).toMatchObject([
    { routing: { agent: { id: b }, by: null, explanation: { sentence: expect.stringContaining('is about to end') as unknown } } },
  ]);
  const rows = await house.rows<{ account_id: string; load: number; held: number }>(
    shop,
    'SELECT account_id, normal_load + over_load AS load, held FROM agent',
  );
  expect(new Map(rows.map(({ account_id, load, held: slots }) => [account_id, [load, slots]]))).toEqual(
    new Map([
      [a, [1, 1]],
      [b, [1, 0]],
    ]),
  );
});
