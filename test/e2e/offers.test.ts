import { eventually } from '#test/kit/eventually';
import { moveClock } from '#test/kit/move-clock';
import { buyerOf, stageShop, type StagedSession, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;

const noon = Date.parse('2026-03-02T04:00:00.000Z');
const after = (seconds: number): Promise<void> => moveClock(system, new Date(noon + seconds * 1_000).toISOString());

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'] });
  await after(0);
  shop = await stageShop(system, { name: 'Lamps' });
  await shop.hire('boss', ['CS_ADMIN']);
  for (const person of ['annie', 'ben']) {
    await shop.hire(person, ['AGENT']);
    await shop.tell(person, 'setPresence', { presence: 'ONLINE' });
  }
  await shop.tell('boss', 'saveRoutingSettings', { offerTimeoutSeconds: 30 });
});

afterAll(() => system?.stop());

const becomes = (id: string, expected: Partial<StagedSession>): Promise<void> =>
  eventually(async () => expect(await shop.session(id)).toMatchObject(expected));

interface Offers {
  readonly shop: {
    readonly agents: readonly {
      readonly id: string;
      readonly load: number;
      readonly offers: readonly { readonly session: { readonly id: string } }[];
    }[];
  };
}

const offersOf = async (person: string): Promise<string[]> => {
  const { shop: seen } = await shop.ask<Offers>(
    'boss',
    'query ($shop: ID!) { shop(id: $shop) { agents { id load offers { session { id } } } } }',
  );
  return seen.agents.find(({ id }) => id === shop.idOf(person))!.offers.map(({ session }) => session.id);
};

/** What the agent's own desk shows of offers. */
const deskOf = async (person: string): Promise<unknown> => {
  const query =
    'query ($shop: ID!) { shop(id: $shop) { deskCounts { offeredToMe } sessions(list: OFFERED_TO_ME) { nodes { id offer { until } } } } }';
  const { shop: seen } = await shop.ask<{
    shop: { deskCounts: { offeredToMe: number }; sessions: { nodes: { id: string; offer: { until: string } }[] } };
  }>(person, query);
  expect(seen.sessions.nodes.every(({ offer }) => offer.until > new Date(noon).toISOString())).toBe(true);
  return { ...seen.deskCounts, offered: seen.sessions.nodes.map(({ id }) => id) };
};

/* One story, told in order. */
describe('RTE-28, RTE-57 what routing assigns is offered first', () => {
  let session: StagedSession;
  let first: string;
  let second: string;

  it('the buyer waits while an agent thinks', async () => {
    session = await shop.writes('b1');
    expect(session).toMatchObject({ state: 'QUEUED', agent: null, routing: { outcome: 'OFFERED', queuePosition: null } });
    [first, second] = session.routing?.agent?.id === shop.idOf('annie') ? ['annie', 'ben'] : ['ben', 'annie'];
    expect([await offersOf(first), await offersOf(second)]).toEqual([[session.id], []]);
    expect([await deskOf(first), await deskOf(second)]).toEqual([
      { offeredToMe: 1, offered: [session.id] },
      { offeredToMe: 0, offered: [] },
    ]);
  });

  it('… says no, and the next one does not answer', async () => {
    await shop.tell(first, 'declineOffer', { sessionId: session.id, reason: 'lunch' });
    await eventually(async () => expect(await offersOf(second)).toEqual([session.id]));
    await after(31);
    await becomes(session.id, {
      state: 'QUEUED',
      routing: expect.objectContaining({ outcome: 'QUEUED', cause: 'NOBODY_LEFT' }) as StagedSession['routing'],
    });
    expect((await shop.refusal(second, 'acceptOffer', { sessionId: session.id })).extensions).toMatchObject({ code: 'OFFER_OVER' });
  });

  it('… until somebody new comes, who accepts: then it is with that agent', async () => {
    await shop.hire('cleo', ['AGENT']);
    await shop.tell('cleo', 'setPresence', { presence: 'ONLINE' });
    await eventually(async () => expect(await offersOf('cleo')).toEqual([session.id]));
    await shop.tell('cleo', 'acceptOffer', { sessionId: session.id });
    await becomes(session.id, { state: 'ACTIVE', agent: { id: shop.idOf('cleo') } });
    await shop.tell('cleo', 'sendAgentMessage', { sessionId: session.id, text: 'Hello' });
  });

  it('SES-1 an offered session that its buyer leaves is over, and cannot be accepted', async () => {
    const other = await shop.writes('b2');
    const agent = ['annie', 'ben', 'cleo'].find((person) => shop.idOf(person) === other.routing?.agent?.id)!;
    await shop.tell('connector', 'leaveChat', { buyer: buyerOf('b2') });
    await eventually(async () => expect(await offersOf(agent)).toEqual([]));
    expect((await shop.refusal(agent, 'acceptOffer', { sessionId: other.id })).extensions).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });
});
