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

const settingsFields = `settings { version groupRouting { effective reason } offlineRouting { effective reason }
  offlineAgents { account { id } effect { effective reason } } proxyAgent { account { id } effect { effective reason } }
  priorityCrowds { crowdIds effective reason } weights { agent { id } weight } } warnings { code field }`;
const groupFields = `group { id name members { id } statuses crowdIds effect { effective reason } } warnings { code message field }`;

const selections = {
  saveRoutingSettings: settingsFields,
  savePriorityCrowds: settingsFields,
  removeAgentGroup: settingsFields,
  saveAgentGroup: groupFields,
} as const;

type Operation = keyof typeof selections;
type Done = {
  settings: Record<string, unknown>;
  group: { id: string } & Record<string, unknown>;
  warnings: { code: string; field: string }[];
};

/** A manager of the shop does it. */
async function act(shop: string, operation: Operation, input: object): Promise<{ done: Done; refusals: readonly unknown[] }> {
  const type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { done: ${operation}(input: $input) { ${selections[operation]} } }`;
  const { data, refusals } = await ask(house.caller(shop, newId(), 'CS_ADMIN'), source, { input: { shopId: shop, ...input } });
  return { done: data['done'] as Done, refusals };
}

async function settingsOf(shop: string): Promise<Record<string, unknown>> {
  const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Shop", id: $id }]) { ... on Shop {
    routingSettings { version groupRouting { effective reason } offlineRouting { effective reason } priorityCrowds { crowdIds effective reason } weights { weight } }
    groups { id name members { id } statuses effect { effective reason } } } } }`;
  const { data } = await ask(house.caller(shop, newId(), 'AGENT'), source, { id: shop });
  return (data['_entities'] as Record<string, unknown>[])[0]!;
}

it('RTE-7, RTE-9 a group is made, changed and taken away; statuses that no group serves are warned of', async () => {
  const { shop, agents } = await house.openShop([5, 5]);
  const made = await act(shop, 'saveAgentGroup', { name: '售前', memberIds: [agents[0]], statuses: ['UNPAID', 'NO_ACTIVE_ORDER'] });
  expect(made.refusals).toEqual([]);
  expect(made.done.warnings.map(({ code }) => code)).toEqual([...Array<string>(4).fill('UNBOUND_STATUS'), 'NOT_EFFECTIVE']);
  const groupId = made.done.group.id;
  const changed = await act(shop, 'saveAgentGroup', { groupId, memberIds: agents });
  expect(changed.done.group).toMatchObject({
    name: '售前',
    statuses: ['UNPAID', 'NO_ACTIVE_ORDER'],
    members: agents.map((id) => ({ id })),
  });
  expect(await settingsOf(shop)).toMatchObject({
    routingSettings: { version: 2, groupRouting: { effective: false, reason: 'SWITCHED_OFF' } },
    groups: [{ id: groupId, effect: { effective: false, reason: 'SWITCHED_OFF' } }],
  });
  expect((await act(shop, 'removeAgentGroup', { groupId })).done.settings).toMatchObject({ version: 3 });
  expect((await settingsOf(shop))['groups']).toEqual([]);
});

it('RTE-7, RTE-17, RTE-18 buyers go by their status as soon as the mode is GROUP and a group is there; another process sees it too', async () => {
  const { shop, agents } = await house.openShop([1, 5], { policy: { routingMode: 'GROUP' } });
  await act(shop, 'saveAgentGroup', { name: 'pre-sale', memberIds: [agents[0]], statuses: ['UNPAID'] });
  const sessions = [newId(), newId(), newId()];
  const events = sessions.map((id, index) => house.events.started(shop, id, { orderStatus: index < 2 ? 'UNPAID' : 'SHIPPED' }));
  await house.neighbour().takeEvents(events);
  expect(
    await house.rows(shop, 'SELECT session_id, pool, rule, outcome FROM decision ORDER BY shop_version, revision, session_id'),
  ).toEqual([
    { session_id: sessions[0], pool: 'UNPAID', rule: 'RTE-7', outcome: 'ASSIGNED' },
    { session_id: sessions[1], pool: 'UNPAID', rule: 'RTE-17', outcome: 'QUEUED' },
    { session_id: sessions[2], pool: 'ALL', rule: 'RTE-9', outcome: 'ASSIGNED' },
  ]);
});

it('RTE-30, RTE-35, RTE-37 the offline list, what of it acts, and when nothing does', async () => {
  const { shop, agents } = await house.openShop([5, 5], { policy: { offlineRouting: true } });
  expect((await settingsOf(shop))['routingSettings']).toMatchObject({
    version: 0,
    offlineRouting: { effective: false, reason: 'EMPTY_LIST' },
  });
  const saved = await act(shop, 'saveRoutingSettings', { offlineAgentIds: agents });
  expect(saved.done).toMatchObject({ settings: { offlineRouting: { effective: true, reason: null } }, warnings: [] });
  for (const [index, agent] of agents.entries())
    await house.engine.takeEvents([house.events.account(shop, agent, { version: 2, noRouting: true, name: String(index) })]);
  const again = await act(shop, 'saveRoutingSettings', { offlineAgentIds: [agents[0]] });
  expect(again.done).toMatchObject({
    settings: { offlineAgents: [{ account: { id: agents[0] }, effect: { effective: false, reason: 'NO_ROUTING' } }] },
    warnings: [{ code: 'EMPTY_OFFLINE_LIST', field: 'offlineAgentIds' }],
  });
});

it('RTE-6, RES-86 shares A 3, B 2, C 1 ⇒ A B A C B A, from the next pick on', async () => {
  const { shop, agents } = await house.openShop([null, null, null], { policy: { assignStrategy: 'WEIGHTED' } });
  const named = [...agents].sort();
  await act(shop, 'saveRoutingSettings', { weights: named.map((agentId, index) => ({ agentId, weight: 3 - index })) });
  for (let index = 0; index < 6; index += 1) await house.engine.takeEvents([house.events.started(shop, newId())]);
  const rows = await house.rows<{ agent_id: string }>(shop, 'SELECT agent_id FROM assignment ORDER BY shop_id, assigned_at, session_id');
  const order = await house.rows<{ agent_id: string }>(shop, 'SELECT agent_id FROM decision ORDER BY shop_version');
  expect(rows).toHaveLength(6);
  expect(order.map(({ agent_id }) => 'ABC'[named.indexOf(agent_id)]).join(' ')).toBe('A B A C B A');
});

describe('RTE-40 to RTE-46 crowds that come first', () => {
  const chosen = { crowdIds: ['vip', 'members'] };

  it('RTE-42 any shop may save them; without a tier nothing takes effect, and the answer says why', async () => {
    const { shop } = await house.openShop([5], { policy: { priorityCrowds: true } });
    expect((await act(shop, 'savePriorityCrowds', chosen)).done).toMatchObject({
      settings: { priorityCrowds: { ...chosen, effective: false, reason: 'TIER' } },
      warnings: [{ code: 'NOT_EFFECTIVE', field: 'crowdIds' }],
    });
    expect((await settingsOf(shop))['routingSettings']).toMatchObject({ priorityCrowds: { effective: false, reason: 'TIER' } });
  });

  it('RTE-40, RTE-41, RTE-43, RTE-56 with the tier of the month a member passes the queue', async () => {
    const tiers = [{ month: '2026-03', tier: 'SILVER' as const }];
    const { shop, agents } = await house.openShop([1], { policy: { priorityCrowds: true }, tiers });
    expect((await act(shop, 'savePriorityCrowds', chosen)).done).toMatchObject({
      settings: { priorityCrowds: { effective: true, reason: null } },
      warnings: [],
    });
    const [b1, b2, member] = [newId(), newId(), newId()];
    const crowds = [{ crowdId: 'vip', kind: 'CUSTOM' as const, joinedAt: '2026-02-01T00:00:00.000Z' }];
    await house.engine.takeEvents([
      house.events.started(shop, b1),
      house.events.started(shop, b2),
      house.events.started(shop, member, { crowds }),
    ]);
    const rows = await house.rows(
      shop,
      `SELECT session_id, cause, rule, agent_id, band FROM decision WHERE session_id IN ('${b2}', '${member}') ORDER BY shop_version, cause`,
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { session_id: b2, cause: 'ALL_AT_CAPACITY', rule: 'RTE-27', agent_id: null, band: 1 },
        { session_id: member, cause: 'PRIORITY_CROWD', rule: 'RTE-40', agent_id: agents[0], band: 0 },
      ]),
    );
    expect((await act(shop, 'savePriorityCrowds', chosen)).done.warnings).toMatchObject([{ code: 'BUYERS_QUEUE' }]);
  });

  it('RTE-44 ten are stored, eleven are TOO_MANY_CROWDS', async () => {
    const { shop } = await house.openShop([5]);
    const some = (count: number) => ({ crowdIds: Array.from({ length: count }, (_, index) => `c${index}`) });
    expect((await act(shop, 'savePriorityCrowds', some(10))).refusals).toEqual([]);
    expect((await act(shop, 'savePriorityCrowds', some(11))).refusals).toEqual([{ code: 'TOO_MANY_CROWDS', field: 'crowdIds' }]);
    expect((await settingsOf(shop))['routingSettings']).toMatchObject({ version: 1, priorityCrowds: { crowdIds: some(10).crowdIds } });
  });

  it('RTE-46 a shop that is not on the list of a trial', async () => {
    const tiers = [{ month: '2026-03', tier: 'GOLD' as const }];
    const { shop } = await house.openShop([5], { policy: { priorityCrowds: true }, tiers });
    await act(shop, 'savePriorityCrowds', chosen);
    const limited = askSubgraph('routing', createResolvers(house.deps, house.engine, ['PRIORITY_CROWDS']), createExtra(house.deps));
    const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Shop", id: $id }]) { ... on Shop { routingSettings { priorityCrowds { effective reason } } } } }`;
    const { data } = await limited(house.caller(shop, newId()), source, { id: shop });
    expect(data['_entities']).toEqual([{ routingSettings: { priorityCrowds: { effective: false, reason: 'NOT_LISTED' } } }]);
  });
});

describe('bad input: a code, a field, nothing half-saved', () => {
  const stranger = newId();

  it.each<[string, Operation, (agents: readonly string[]) => object, object]>([
    [
      'RTE-35 an unknown account on the offline list',
      'saveRoutingSettings',
      (agents) => ({ offlineAgentIds: [agents[0], stranger] }),
      { code: 'ACCOUNT_NOT_FOUND', field: 'offlineAgentIds.1' },
    ],
    [
      'RTE-7 an unknown account as a member',
      'saveAgentGroup',
      (agents) => ({ name: 'g', memberIds: [agents[0], stranger] }),
      { code: 'ACCOUNT_NOT_FOUND', field: 'memberIds.1' },
    ],
    [
      'RTE-6 a weight of 0',
      'saveRoutingSettings',
      (agents) => ({ weights: [{ agentId: agents[0], weight: 0 }] }),
      { code: 'BAD_USER_INPUT', field: 'weights.0.weight' },
    ],
    [
      'RTE-6 a weight for nobody',
      'saveRoutingSettings',
      (agents) => ({ offlineAgentIds: agents, weights: [{ agentId: stranger, weight: 1 }] }),
      { code: 'ACCOUNT_NOT_FOUND', field: 'weights.0.agentId' },
    ],
    [
      'RTE-34 a stranger who stands in',
      'saveRoutingSettings',
      () => ({ proxyAgentId: stranger }),
      { code: 'ACCOUNT_NOT_FOUND', field: 'proxyAgentId' },
    ],
    [
      'RTE-7 a member twice',
      'saveAgentGroup',
      (agents) => ({ name: 'g', memberIds: [agents[0], agents[0]] }),
      { code: 'BAD_USER_INPUT', field: 'memberIds' },
    ],
    ['RTE-7 a new group without a name', 'saveAgentGroup', () => ({ statuses: ['UNPAID'] }), { code: 'BAD_USER_INPUT', field: 'name' }],
    ['RTE-7 an unknown group', 'saveAgentGroup', () => ({ groupId: stranger, name: 'g' }), { code: 'GROUP_NOT_FOUND', field: 'groupId' }],
    [
      'RTE-7 an unknown group to take away',
      'removeAgentGroup',
      () => ({ groupId: stranger }),
      { code: 'GROUP_NOT_FOUND', field: 'groupId' },
    ],
  ])('%s', async (_title, operation, input, refusal) => {
    const { shop, agents } = await house.openShop([5]);
    expect((await act(shop, operation, input(agents))).refusals).toEqual([refusal]);
    expect(await settingsOf(shop)).toMatchObject({ routingSettings: { version: 0, weights: [] }, groups: [] });
  });

  it.each([
    ['saveAgentGroup', 'memberIds', { name: 'g', statuses: ['UNPAID'] }],
    ['saveRoutingSettings', 'offlineAgentIds', { queueLimit: 5 }],
  ] as const)('RTE-7, RTE-35 %s refuses an account in %s that was deleted, and stores nothing of it', async (operation, field, more) => {
    const { shop, agents } = await house.openShop([5, 5]);
    await house.engine.takeEvents([house.events.account(shop, agents[1]!, { version: 2, active: false })]);
    expect((await act(shop, operation, { ...more, [field]: agents })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: `${field}.1` }]);
    expect(await settingsOf(shop)).toMatchObject({ routingSettings: { version: 0 }, groups: [] });
  });

  it('RTE-7 a name that another group has', async () => {
    const { shop } = await house.openShop([5]);
    await act(shop, 'saveAgentGroup', { name: 'g' });
    expect((await act(shop, 'saveAgentGroup', { name: ' g ' })).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'name' }]);
  });

  it('PRM-3 OPERATIONS is refused, another shop’s manager too', async () => {
    const { shop } = await house.openShop([5]);
    const { shop: other } = await house.openShop([5]);
    const source = 'mutation ($input: SaveAgentGroupInput!) { saveAgentGroup(input: $input) { group { id } } }';
    const input = { shopId: shop, name: 'g' };
    expect((await ask(house.caller(shop, newId(), 'OPERATIONS'), source, { input })).refusals).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await ask(house.caller(other, newId(), 'OWNER'), source, { input })).refusals).toMatchObject([{ code: 'SHOP_NOT_FOUND' }]);
    expect((await settingsOf(shop))['groups']).toEqual([]);
  });
});

it('RTE-2 groups of accounts that are gone: they are passed over, and their buyers go to others', async () => {
  const { shop, agents } = await house.openShop([5, 5], { policy: { routingMode: 'GROUP' } });
  await act(shop, 'saveAgentGroup', { name: 'g', memberIds: [agents[0]], statuses: ['UNPAID'] });
  await house.engine.takeEvents([house.events.account(shop, agents[0]!, { version: 2, active: false })]);
  expect((await settingsOf(shop))['groups']).toMatchObject([{ effect: { effective: false, reason: 'NO_MEMBERS' } }]);
  const session = newId();
  await house.engine.takeEvents([house.events.started(shop, session, { orderStatus: 'UNPAID' })]);
  expect(await house.rows(shop, 'SELECT agent_id, rule FROM decision')).toEqual([{ agent_id: agents[1], rule: 'RTE-1' }]);
});

it('rules are read by a process that has none in memory, and a repeated command answers as the first time', async () => {
  const { shop, agents } = await house.openShop([5]);
  const input = { name: 'g', memberIds: agents, commandId: 'once' };
  const by = house.caller(shop, newId(), 'OWNER');
  const source = 'mutation ($input: SaveAgentGroupInput!) { done: saveAgentGroup(input: $input) { group { id } } }';
  const first = await ask(by, source, { input: { shopId: shop, ...input } });
  const other = askSubgraph('routing', createResolvers(house.deps, house.neighbour()), createExtra(house.deps));
  expect(await other(by, source, { input: { shopId: shop, ...input } })).toEqual(first);
  expect((await settingsOf(shop))['routingSettings']).toMatchObject({ version: 1 });
});
