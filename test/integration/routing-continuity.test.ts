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
