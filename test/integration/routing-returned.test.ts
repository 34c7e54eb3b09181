import { newId } from '#libs/platform/process/ids';
import { createResolvers } from '#services/routing/features';
import { eventually } from '#test/kit/eventually';
import { openRoutingHouse, type RoutingHouse } from './routing-house';

let house: RoutingHouse;
beforeAll(async () => {
  house = await openRoutingHouse();
});
afterAll(() => house.close());

interface Payload {
  readonly agent: { readonly presence: string };
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** The mutation as the graph calls it. */
function goOffline(shop: string, agent: string, commandId: string | null = null): Promise<Payload> {
  const setPresence = createResolvers(house.deps, house.engine).Mutation?.setPresence as unknown as (
    root: unknown,
    args: { readonly input: object },
    context: object,
  ) => Promise<Payload>;
  const context = { caller: house.caller(shop, agent), traceparent: null };
  return setPresence(null, { input: { shopId: shop, presence: 'OFFLINE', commandId } }, context);
}

/** Three sessions with the first agent; the second one is full. */
async function threeSessions() {
  const { shop, agents } = await house.openShop([5, 1]);
  const sessions = [newId(), newId(), newId(), newId()];
  await house.engine.takeEvents(sessions.map((session) => house.events.started(shop, session)));
  const rows = await house.rows<{ session_id: string }>(shop, `SELECT session_id FROM assignment WHERE agent_id = '${agents[0]}'`);
  return { shop, agents: agents as [string, string], mine: rows.map((row) => row.session_id) as [string, string, string] };
}

const outcomes = (sessionId: string) =>
  house.published.filter(({ topic, value }) => topic === 'session-routed' && value['sessionId'] === sessionId).map(({ type }) => type);
const presenceTold = (agent: string) => () =>
  expect(house.published.filter(({ value }) => value['agentId'] === agent && value['to'] === 'OFFLINE')).toHaveLength(1);

it('RES-81 going OFFLINE answers how many sessions went back to routing, once each is closed or returned', async () => {
  const { shop, agents, mine } = await threeSessions();
  const [held, closed, returned] = mine;
  await house.engine.takeEvents([house.events.ended(shop, held)]);
  const answered = goOffline(shop, agents[0], 'go');
  await eventually(presenceTold(agents[0]));
  await house.engine.takeEvents([
    house.events.closed(shop, closed, { reason: 'AGENT_OFFLINE' }),
    house.events.returned(shop, returned, agents[0], '2026-03-02T01:58:00.000Z'),
  ]);
  const payload = await answered;
  expect(payload).toMatchObject({
    agent: { presence: 'OFFLINE' },
    warnings: [{ code: 'SESSIONS_RETURNED', message: '1 session whose buyer waits for an answer went back to routing.' }],
  });
  expect(outcomes(returned)).toEqual(['assigned', 'queued']);
  expect(
    await house.rows(shop, `SELECT pool, enqueued_at, facts->>'goneAgentId' AS gone FROM waiting WHERE session_id = '${returned}'`),
  ).toEqual([{ pool: 'ALL', enqueued_at: new Date('2026-03-02T01:58:00.000Z'), gone: agents[0] }]);
  expect(await house.rows(shop, `SELECT release_reason FROM assignment WHERE session_id = '${returned}'`)).toEqual([
    { release_reason: 'RETURNED' },
  ]);
  expect(await goOffline(shop, agents[0], 'go')).toEqual(payload);
});

it('RES-81 sessions that only end are no warning; nor is an agent without any', async () => {
  const { shop, agents, mine } = await threeSessions();
  const answered = goOffline(shop, agents[0]);
  await eventually(presenceTold(agents[0]));
  await house.engine.takeEvents(mine.map((session) => house.events.closed(shop, session, { reason: 'AGENT_OFFLINE' })));
  expect((await answered).warnings).toEqual([]);
  expect((await goOffline(shop, agents[0])).warnings).toEqual([]);
});

it('RES-81 what cannot be known in time is said without a number', async () => {
  const { shop, agents } = await threeSessions();
  expect((await goOffline(shop, agents[0])).warnings).toEqual([
    {
      code: 'SESSIONS_RETURNED',
      field: 'presence',
      message: 'Sessions whose buyers wait for an answer go back to routing; how many is not known yet.',
    },
  ]);
});
