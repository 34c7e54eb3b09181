import { newId } from '#libs/platform/process/ids';
import { createResolvers } from '#services/routing/features';
import { kuaishou } from '#services/routing/flight/domain/example-shop';
import { receptionTimer } from '#services/routing/reception/app/reception-timer';
import { dueShops } from '#services/routing/reception/store/deadline-table';
import { createExtra } from '#services/routing/request-extra';
import { lookAtShops } from '#services/routing/starvation/store/look-at-shops';
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

const source = `mutation ($input: SaveAgentGroupInput!) { saveAgentGroup(input: $input) {
  group { id overflow { toGroup { id name } afterSeconds effect { effective reason } } } warnings { code } } }`;

async function save(shop: string, input: object) {
  const { data, refusals } = await ask(house.caller(shop, newId(), 'CS_ADMIN'), source, { input: { shopId: shop, ...input } });
  const answer = data['saveAgentGroup'] as { group: { id: string; overflow: object | null } } | null;
  return { group: answer?.group, refusals };
}

/** A shop in which `pre` has the first agent, `after` the second; UNPAID goes on from one to the other after 30 s. */
async function chainedShop() {
  const { shop, agents } = await house.openShop([1, 1], { policy: { ...kuaishou, routingMode: 'GROUP' } });
  const after = (await save(shop, { name: 'after', memberIds: [agents[1]] })).group!;
  const overflow = { toGroupId: after.id, afterSeconds: 30 };
  const pre = (await save(shop, { name: 'pre', memberIds: [agents[0]], statuses: ['UNPAID'], overflow })).group!;
  return { shop, agents, pre, after };
}

it('RTE-17 overflow is saved with its group, shown with what of it acts, unchanged when absent, off with null', async () => {
  const { shop, pre, after } = await chainedShop();
  const toGroup = { id: after.id, name: 'after' };
  expect(pre.overflow).toEqual({ toGroup, afterSeconds: 30, effect: { effective: true, reason: null } });
  expect((await save(shop, { groupId: after.id, memberIds: [] })).group).toMatchObject({ overflow: null });
  expect((await save(shop, { groupId: pre.id, name: 'first' })).group?.overflow).toEqual({
    ...{ toGroup, afterSeconds: 30 },
    effect: { effective: false, reason: 'NO_MEMBERS' },
  });
  expect((await save(shop, { groupId: pre.id, overflow: null })).group?.overflow).toBeNull();
});

it('RTE-17 refuses circles, groups that are not there and times out of range, and stores nothing', async () => {
  const { shop, pre, after } = await chainedShop();
  const before = await house.rows(shop, 'SELECT version, groups FROM routing_rules');
  const refused = async (overflow: object) => (await save(shop, { groupId: after.id, overflow })).refusals;
  expect(await refused({ toGroupId: pre.id, afterSeconds: 30 })).toEqual([{ code: 'CIRCULAR_OVERFLOW', field: 'overflow.toGroupId' }]);
  expect(await refused({ toGroupId: newId(), afterSeconds: 30 })).toEqual([{ code: 'GROUP_NOT_FOUND', field: 'overflow.toGroupId' }]);
  for (const afterSeconds of [0, 3_601])
    expect(await refused({ toGroupId: pre.id, afterSeconds })).toEqual([{ code: 'BAD_USER_INPUT', field: 'overflow.afterSeconds' }]);
  expect(await house.rows(shop, 'SELECT version, groups FROM routing_rules')).toEqual(before);
});

const whySource = `query ($session: [_Any!]!) { _entities(representations: $session) {
  ... on Session { routing { explanation { sentence(language: EN) candidates { verdict } } } } } }`;

it('RTE-17 a buyer goes on at that instant by a process that has never seen the shop, and why is told by the chain', async () => {
  const { shop, agents } = await chainedShop();
  const sessions = [newId(), newId()];
  for (const id of sessions) await house.engine.takeEvents([house.events.started(shop, id, { orderStatus: 'UNPAID' })]);
  house.setClock('2026-03-02T02:00:29.999Z');
  const due = () => dueShops(house.deps.workerDb, house.deps.clock.now());
  const look = () => lookAtShops(house.deps.db, [shop], house.deps.clock.now(), []);
  expect([(await due()).includes(shop), await look()]).toEqual([false, []]);
  house.setClock('2026-03-02T02:00:30.000Z');
  expect([(await due()).includes(shop), await look()]).toMatchObject([true, [{ sessionId: sessions[1], agentId: agents[1] }]]);
  const timer = receptionTimer(house.deps, house.neighbour());
  timer.start();
  const outcomes = () => house.published.filter(({ topic, value }) => topic === 'session-routed' && value['sessionId'] === sessions[1]);
  await eventually(() =>
    expect(outcomes()).toMatchObject([
      { type: 'queued' },
      { type: 'assigned', value: { agentId: agents[1], rule: 'RTE-8', pool: 'UNPAID' } },
    ]),
  );
  await timer.stop();
  // What this process has decided itself it tells from memory for a while.
  await eventually(async () => {
    const { data } = await ask(house.caller(shop, newId(), 'OWNER'), whySource, { session: [{ __typename: 'Session', id: sessions[1] }] });
    const sentence = expect.stringContaining('it went on along pre → after') as unknown;
    expect(data['_entities']).toMatchObject([
      { routing: { explanation: { sentence, candidates: [{ verdict: 'AT_CAPACITY' }, { verdict: 'CHOSEN' }] } } },
    ]);
  });
});
