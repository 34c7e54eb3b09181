import { newId } from '#libs/platform/process/ids';
import { createResolvers } from '#services/routing/features';
import { createExtra } from '#services/routing/request-extra';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
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

type Operation = 'pullFromQueue' | 'assignSession' | 'transferSession' | 'releaseSession';

const mutation = (operation: Operation): string =>
  `mutation ($input: ${operation[0]!.toUpperCase()}${operation.slice(1)}Input!) { done: ${operation}(input: $input) { session { id } agent { id } warnings { code } } }`;

async function act(operation: Operation, shop: string, as: string, input: object, ask = here, role: 'AGENT' | 'CS_ADMIN' = 'AGENT') {
  const { data, refusals } = await ask(house.caller(shop, as, role), mutation(operation), { input: { shopId: shop, ...input } });
  const done = data['done'] as { agent: { id: string } | null; warnings: { code: string }[] } | null | undefined;
  return { agent: done?.agent?.id ?? null, warnings: done?.warnings.map(({ code }) => code) ?? [], refusals };
}

async function arrive(shop: string, count: number): Promise<string[]> {
  const sessions = Array.from({ length: count }, () => newId());
  for (const session of sessions) await house.engine.takeEvents([house.events.started(shop, session)]);
  return sessions;
}

const loads = async (shop: string) =>
  new Map(
    (
      await house.rows<{ account_id: string; load: number; over: number }>(
        shop,
        'SELECT account_id, normal_load + over_load AS load, over_load AS over FROM agent',
      )
    ).map((row) => [row.account_id, [row.load, row.over]]),
  );

const routedEvents = (session: string) =>
  house.published
    .filter(({ topic, value }) => topic === 'session-routed' && value['sessionId'] === session)
    .map(({ type, value }) => ({ type, ...value }));

it('RTE-39 two processes pull one session at once: one has it, the other learns who', async () => {
  const { shop, agents } = await house.openShop([1, 1, 1]);
  const sessions = await arrive(shop, 4);
  const session = sessions[3]!;
  const [a, b] = await Promise.all([
    act('pullFromQueue', shop, agents[0]!, { sessionId: session }, here),
    act('pullFromQueue', shop, agents[1]!, { sessionId: session }, there),
  ]);
  const [won, lost] = a.refusals.length === 0 ? [a, b] : [b, a];
  expect(won).toMatchObject({ refusals: [], warnings: ['OVER_CAPACITY'] });
  expect(lost.refusals).toEqual([{ code: 'ALREADY_TAKEN', field: 'sessionId' }]);
  expect(await house.rows(shop, `SELECT agent_id FROM assignment WHERE session_id = '${session}' AND released_at IS NULL`)).toEqual([
    { agent_id: won.agent },
  ]);
  expect((await loads(shop)).get(won.agent!)).toEqual([2, 1]);
});

it('RTE-39 somebody pulls while the queue drains: everybody who waited is with exactly one agent', async () => {
  const { shop, agents } = await house.openShop([2, 2]);
  const sessions = await arrive(shop, 8);
  const closes = sessions.slice(0, 4).map((id) => house.engine.takeEvents([house.events.closed(shop, id)]));
  const pulls = sessions
    .slice(4)
    .map((sessionId, index) => act('pullFromQueue', shop, agents[index % 2]!, { sessionId }, index % 2 ? here : there));
  await Promise.all([...closes, ...pulls]);
  const live = await house.rows<{ session_id: string }>(shop, 'SELECT session_id FROM assignment WHERE released_at IS NULL');
  expect(live.map(({ session_id }) => session_id).sort()).toEqual(sessions.slice(4).sort());
  const total = [...(await loads(shop)).values()].reduce((sum, [load]) => sum + load!, 0);
  expect(total).toBe(4);
});

it('RTE-62 a transfer is told as one, with its actor, and its note only by its length', async () => {
  const { shop, agents } = await house.openShop([1, 1]);
  const [session] = await arrive(shop, 1);
  const [{ agent_id: giver }] = (await house.rows<{ agent_id: string }>(shop, 'SELECT agent_id FROM assignment')) as [{ agent_id: string }];
  const taker = agents.find((id) => id !== giver)!;
  const moved = await act('transferSession', shop, giver, { sessionId: session, toAgentId: taker, note: 'asks for a refund' });
  expect(moved).toEqual({ agent: taker, warnings: [], refusals: [] });
  expect(routedEvents(session!).at(-1)).toMatchObject({
    ...{
      type: 'transferred',
      cause: 'MANUAL',
      rule: 'RTE-62',
      revision: 2,
      agentId: taker,
      previousAgentId: giver,
      noteLength: 17,
      over: null,
    },
    actor: { kind: 'ACCOUNT', id: giver },
  });
  expect(JSON.stringify(routedEvents(session!))).not.toContain('refund');
  const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Session", id: $id }]) { ... on Session { routing { note by { id } cause } } } }`;
  const { data } = await here(house.caller(shop, taker), source, { id: session });
  expect(data['_entities']).toEqual([{ routing: { note: 'asks for a refund', by: { id: giver }, cause: 'MANUAL' } }]);
});

it('INV-3 a transfer repeated under its commandId, in another process too, moves nothing again', async () => {
  const { shop, agents } = await house.openShop([5, 5]);
  const [session] = await arrive(shop, 1);
  const [{ agent_id: giver }] = (await house.rows<{ agent_id: string }>(shop, 'SELECT agent_id FROM assignment')) as [{ agent_id: string }];
  const taker = agents.find((id) => id !== giver)!;
  const input = { sessionId: session, toAgentId: taker, commandId: 'once' };
  const first = await act('transferSession', shop, giver, input);
  await act('transferSession', shop, taker, { sessionId: session, toAgentId: giver });
  expect(await act('transferSession', shop, giver, input, there)).toEqual(first);
  expect(await house.rows(shop, 'SELECT agent_id FROM assignment WHERE released_at IS NULL')).toEqual([{ agent_id: giver }]);
});

it('RTE-62 the giver goes OFFLINE at the same time: the session is the taker’s, or back in routing, and no slot is lost', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { shop, agents } = await house.openShop([1, 1]);
    const [session] = await arrive(shop, 1);
    const [{ agent_id: giver }] = (await house.rows<{ agent_id: string }>(shop, 'SELECT agent_id FROM assignment')) as [
      { agent_id: string },
    ];
    const taker = agents.find((id) => id !== giver)!;
    await Promise.all([
      act('transferSession', shop, giver, { sessionId: session, toAgentId: taker }, here),
      house.engine.takeEvents([house.events.returned(shop, session!, giver, '2026-03-02T02:00:00.000Z')]),
    ]);
    expect(await house.rows(shop, 'SELECT session_id FROM assignment WHERE released_at IS NULL')).toEqual([{ session_id: session }]);
    expect([...(await loads(shop)).values()].reduce((sum, [load]) => sum + load!, 0)).toBe(1);
  }
});

it('a session that is on its way here is waited for; one that never comes is SESSION_NOT_FOUND', async () => {
  const { shop, agents } = await house.openShop([1]);
  await arrive(shop, 1);
  const late = newId();
  const pull = act('pullFromQueue', shop, agents[0]!, { sessionId: late });
  await house.engine.takeEvents([house.events.started(shop, late)]);
  expect((await pull).refusals).toEqual([]);
  expect((await act('pullFromQueue', shop, agents[0]!, { sessionId: newId() })).refusals).toEqual([
    { code: 'SESSION_NOT_FOUND', field: 'sessionId' },
  ]);
});

it('a transfer names one taker: to nobody, or to two, is refused', async () => {
  const { shop, agents } = await house.openShop([1]);
  const [session] = await arrive(shop, 1);
  const both = { sessionId: session, toAgentId: newId(), toGroupId: newId() };
  expect((await act('transferSession', shop, agents[0]!, both)).refusals).toEqual([{ code: 'BAD_USER_INPUT', field: 'toAgentId' }]);
  expect((await act('transferSession', shop, agents[0]!, { sessionId: session })).refusals).toEqual([
    { code: 'BAD_USER_INPUT', field: 'toAgentId' },
  ]);
});

it('INV-6 another shop’s session is nobody’s', async () => {
  const { shop } = await house.openShop([1]);
  const { shop: other, agents } = await house.openShop([1]);
  const [session] = await arrive(shop, 1);
  expect((await act('assignSession', other, newId(), { sessionId: session, agentId: agents[0] }, here, 'CS_ADMIN')).refusals).toEqual([
    { code: 'SESSION_NOT_FOUND', field: 'sessionId' },
  ]);
});
