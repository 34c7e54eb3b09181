import { eventually } from '#test/kit/eventually';
import { stageShop, type StagedSession, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps' });
  // Cleo stays away: while the shop has an agent, the main account gets nothing by itself (PRM-6).
  for (const person of ['annie', 'bob', 'cleo']) await shop.hire(person, ['AGENT']);
});

afterAll(() => system?.stop());

const online = (person: string) => shop.tell(person, 'setPresence', { presence: 'ONLINE' });

const becomes = (id: string, expected: Partial<StagedSession>): Promise<void> =>
  eventually(async () => expect(await shop.session(id)).toMatchObject(expected));

const heldBy = (person: string): Partial<StagedSession> => ({ state: 'ACTIVE', agent: { id: shop.idOf(person) } });

/* One story, told in order. */
describe('RES-81 whoever is no longer active leaves its buyers to routing', () => {
  let unanswered: StagedSession;
  let answered: StagedSession;

  it('a deactivated agent: the unanswered queue again, the answered are closed', async () => {
    await online('annie');
    [unanswered, answered] = [await shop.writes('b1'), await shop.writes('b2')];
    for (const { id } of [unanswered, answered]) await becomes(id, heldBy('annie'));
    await shop.tell('annie', 'sendAgentMessage', { sessionId: answered.id, text: 'hi' });
    await shop.tell('owner', 'updateAccount', { accountId: shop.idOf('annie'), active: false });
    await becomes(answered.id, { state: 'CLOSED', closeReason: 'AGENT_OFFLINE' });
    await becomes(unanswered.id, { state: 'QUEUED' });
  });

  it('and gets nothing while it is away; another one takes over', async () => {
    await online('bob');
    await becomes(unanswered.id, heldBy('bob'));
  });

  it('a removed agent: the same, and for good', async () => {
    await shop.tell('owner', 'removeAccount', { accountId: shop.idOf('bob') });
    await becomes(unanswered.id, { state: 'QUEUED' });
    const { status, errors } = await system.graphql(shop.tokenOf('bob'), '{ viewer { id } }');
    expect([status, errors[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED']);
    const again = await shop.refusal('owner', 'updateAccount', { accountId: shop.idOf('bob'), active: true });
    expect(again.extensions).toMatchObject({ code: 'ACCOUNT_NOT_FOUND', retryable: false });
  });

  it('a reactivated agent goes ONLINE and gets who waited', async () => {
    await shop.tell('owner', 'updateAccount', { accountId: shop.idOf('annie'), active: true });
    await eventually(() => online('annie'));
    await becomes(unanswered.id, heldBy('annie'));
  });
});
