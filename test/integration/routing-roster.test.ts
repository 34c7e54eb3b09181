import { newId } from '#libs/platform/process/ids';
import { readAudit } from '#libs/platform/audit/read-audit';
import type { Engine } from '#services/routing/flight/app/engine';
import { createResolvers } from '#services/routing/features';
import { createExtra } from '#services/routing/request-extra';
import { askSubgraph } from '#test/kit/ask-subgraph';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

/* Monday 2026-03-02, 10:00 in Shanghai is 02:00 UTC; a shop without hours receives at any time. */

let house: RoutingHouse;
beforeAll(async () => {
  house = await openRoutingHouse();
});
beforeEach(() => house.setClock('2026-03-02T04:00:00.000Z'));
afterAll(() => house.close());

const dayShift = (agent: string, from = '02:00', to = '11:00') => ({
  ...{ agent, from: `2026-03-02T${from}:00.000Z`, to: `2026-03-02T${to}:00.000Z`, groupId: null },
});

/** A shop whose agents are all ONLINE and on shift from 10:00 to 19:00. */
async function onShift(count: number) {
  const { shop, agents } = await house.openShop(Array.from({ length: count }, () => null));
  await house.engine.takeEvents([
    house.events.roster(shop, { revision: 1, date: '2026-03-02', shifts: agents.map((agent) => dayShift(agent)) }),
  ]);
  return { shop, agents: agents as [string, string] };
}

const source = `mutation ($input: SetPresenceInput!) { done: setPresence(input: $input) { agent { presence } warnings { code message field } } }`;

async function set(shop: string, by: ReturnType<RoutingHouse['caller']>, input: object, engine: Engine = house.engine) {
  const ask = askSubgraph('routing', createResolvers(house.deps, engine), createExtra(house.deps));
  const { data, refusals } = await ask(by, source, { input: { shopId: shop, ...input } });
  return refusals[0] ?? (data['done'] as { agent: { presence: string }; warnings: { code: string; message: string }[] });
}
const presences = async (shop: string) =>
  (await house.rows<{ presence: string }>(shop, 'SELECT presence FROM agent ORDER BY agent_no')).map(({ presence }) => presence);
const told = (agent: string) =>
  house.published.filter(({ topic, type, value }) => topic === 'agent-status-changed' && type === 'presence' && value['agentId'] === agent);
const linesOf = (shop: string) =>
  readAudit(house.deps.db, shop, { who: null, what: null, on: null, from: null, to: null, before: null, most: 100 });

it('STF-14 A resting, B asks REST, only they on shift ⇒ LAST_AGENT_ONLINE, nothing is stored or told', async () => {
  const { shop, agents } = await onShift(2);
  const [a, b] = agents;
  expect(await set(shop, house.caller(shop, a), { presence: 'REST' })).toMatchObject({ agent: { presence: 'REST' }, warnings: [] });
  const before = told(b).length;
  expect(await set(shop, house.caller(shop, b), { presence: 'REST' })).toEqual({ code: 'LAST_AGENT_ONLINE', field: 'presence' });
  expect([await presences(shop), told(b).length]).toEqual([['REST', 'ONLINE'], before]);
});

it('STF-14 of two who ask at once, at two processes, one is refused', async () => {
  const { shop, agents } = await onShift(2);
  const neighbour = house.neighbour();
  const answers = await Promise.all([
    set(shop, house.caller(shop, agents[0]), { presence: 'REST' }),
    set(shop, house.caller(shop, agents[1]), { presence: 'OFFLINE' }, neighbour),
  ]);
  expect(answers.filter((answer) => 'code' in answer)).toEqual([{ code: 'LAST_AGENT_ONLINE', field: 'presence' }]);
  expect((await presences(shop)).filter((presence) => presence === 'ONLINE')).toHaveLength(1);
});

it('STF-14 a CS_ADMIN overrides with a reason: it is told, audited, warned of, and the same when repeated', async () => {
  const { shop, agents } = await onShift(1);
  const [agentId] = agents;
  const manager = house.caller(shop, newId(), 'CS_ADMIN');
  const act = { agentId, presence: 'OFFLINE', reason: 'fire drill' };
  expect(await set(shop, manager, act)).toEqual({ code: 'LAST_AGENT_ONLINE', field: 'presence' });
  for (const reason of [null, '', ' \u200b'])
    expect(await set(shop, manager, { ...act, reason, overrideLastAgent: true })).toEqual({ code: 'MISSING_REASON', field: 'reason' });
  const done = await set(shop, manager, { ...act, overrideLastAgent: true, commandId: 'drill' });
  expect(done).toMatchObject({
    agent: { presence: 'OFFLINE' },
    warnings: [{ code: 'LAST_AGENT_ONLINE', field: 'presence', message: expect.stringContaining('on shift') as string }],
  });
  expect(told(agentId).at(-1)?.value).toMatchObject({ to: 'OFFLINE', reason: 'fire drill', overrodeLastAgent: true });
  const [line] = await linesOf(shop);
  expect(line).toMatchObject({ operation: 'setPresence', actorId: manager.account, onId: agentId, after: { overrodeLastAgent: true } });
  expect(JSON.stringify(line)).not.toContain('fire');
  expect(await set(shop, manager, { ...act, overrideLastAgent: true, commandId: 'drill' })).toEqual(done);
  expect(await linesOf(shop)).toHaveLength(1);
});

it('STF-14 agents do not override; a manager who is an agent leaves a line even for itself', async () => {
  const { shop, agents } = await onShift(1);
  const [agentId] = agents;
  const act = { presence: 'REST', reason: 'tea', overrideLastAgent: true };
  expect(await set(shop, house.caller(shop, agentId), act)).toEqual({ code: 'FORBIDDEN', field: 'overrideLastAgent' });
  const both = { ...house.caller(shop, agentId), roles: ['CS_ADMIN', 'AGENT'] as const };
  expect(await set(shop, both, act)).toMatchObject({ agent: { presence: 'REST' } });
  expect((await linesOf(shop)).map(({ after }) => after)).toEqual([{ presence: 'REST', overrodeLastAgent: true }]);
});

it('RES-30 outside a shift it is only told, with the roster’s instants half-open', async () => {
  const { shop, agents } = await onShift(1);
  house.setClock('2026-03-02T11:00:00.000Z');
  expect(await set(shop, house.caller(shop, agents[0]), { presence: 'REST' })).toMatchObject({
    agent: { presence: 'REST' },
    warnings: [{ code: 'LAST_AGENT_ONLINE', message: expect.stringContaining('No agent') as string }],
  });
});

it('STF-14 a changed roster acts on the next command, in the same flight too, and an older one told again does not', async () => {
  const { shop, agents } = await onShift(2);
  const [a, b] = agents;
  await set(shop, house.caller(shop, a), { presence: 'REST' });
  const changed = house.events.roster(shop, { revision: 2, date: '2026-03-02', shifts: [dayShift(a)] });
  const [, answer] = await Promise.all([house.engine.takeEvents([changed]), set(shop, house.caller(shop, b), { presence: 'REST' })]);
  expect(answer).toMatchObject({ agent: { presence: 'REST' } });
  await set(shop, house.caller(shop, b), { presence: 'ONLINE' });
  const late = house.events.roster(shop, { revision: 1, date: '2026-03-02', shifts: agents.map((agent) => dayShift(agent)) });
  await house.neighbour().takeEvents([late]);
  expect(await set(shop, house.caller(shop, b), { presence: 'REST' }, house.neighbour())).toMatchObject({ agent: { presence: 'REST' } });
});

it('INV-6 another shop’s roster and agents do not matter', async () => {
  const [{ shop, agents }, other] = [await onShift(1), await onShift(2)];
  expect(await set(shop, house.caller(shop, agents[0]), { presence: 'REST' })).toEqual({ code: 'LAST_AGENT_ONLINE', field: 'presence' });
  expect(await set(other.shop, house.caller(other.shop, other.agents[0]), { presence: 'REST' })).toMatchObject({ warnings: [] });
});

it('dates that are over are forgotten when another one is told', async () => {
  const { shop, agents } = await onShift(1);
  house.setClock('2026-03-05T04:00:00.000Z');
  const shifts = [{ agent: agents[0], from: '2026-03-06T02:00:00.000Z', to: '2026-03-06T11:00:00.000Z', groupId: null }];
  await house.engine.takeEvents([house.events.roster(shop, { revision: 2, date: '2026-03-06', shifts })]);
  expect(await house.rows(shop, 'SELECT date::text FROM roster_copy')).toEqual([{ date: '2026-03-06' }]);
});
