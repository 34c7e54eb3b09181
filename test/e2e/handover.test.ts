import { eventually } from '#test/kit/eventually';
import { stageShop, type StagedSession, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps' });
  for (const person of ['annie', 'ben']) await shop.hire(person, ['AGENT']);
  await shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
  await shop.tell('annie', 'setCapacity', { maxCapacity: 1 });
});

afterAll(() => system?.stop());

const becomes = (id: string, expected: Partial<StagedSession>): Promise<void> =>
  eventually(async () => expect(await shop.session(id)).toMatchObject(expected));

/* One story, told in order. */
describe('RTE-26, RTE-39, RTE-62 people move sessions', () => {
  let first: StagedSession;
  let second: StagedSession;

  it('RTE-39 an agent who is full pulls the buyer who waits', async () => {
    first = await shop.writes('b1');
    second = await shop.writes('b2');
    expect(second).toMatchObject({ state: 'QUEUED' });
    await shop.tell('annie', 'pullFromQueue', { sessionId: second.id });
    await becomes(second.id, { state: 'ACTIVE', agent: { id: shop.idOf('annie') } });
    expect((await shop.refusal('ben', 'pullFromQueue', { sessionId: second.id })).extensions).toMatchObject({
      code: 'ALREADY_TAKEN',
      takenBy: shop.idOf('annie'),
    });
  });

  it('RTE-62 she gives it to a colleague with a note; what the buyer writes next is his', async () => {
    await shop.tell('annie', 'transferSession', { sessionId: second.id, toAgentId: shop.idOf('ben'), note: 'wants another colour' });
    await becomes(second.id, { state: 'ACTIVE', agent: { id: shop.idOf('ben') } });
    expect(await shop.writes('b2', 'Hello?')).toMatchObject({ id: second.id, agent: { id: shop.idOf('ben') } });
    await shop.tell('ben', 'sendAgentMessage', { sessionId: second.id, text: 'Blue it is.' });
    const { session } = await shop.ask<{ session: { routing: object } }>(
      'ben',
      'query ($id: ID!) { session(id: $id) { routing { note by { nickname } cause explanation { sentence(language: EN) } } } }',
      { id: second.id },
    );
    expect(session.routing).toMatchObject({
      note: 'wants another colour',
      cause: 'MANUAL',
      explanation: { sentence: expect.stringContaining('by hand') as unknown },
    });
  });

  it('RTE-62 he gives it back, and it waits: nobody else has room', async () => {
    await shop.tell('ben', 'releaseSession', { sessionId: second.id });
    await becomes(second.id, { state: 'QUEUED' });
  });

  it('RTE-28 … until the agent who did not give it back has room', async () => {
    await shop.tell('annie', 'setCapacity', { maxCapacity: 2 });
    await becomes(second.id, { state: 'ACTIVE', agent: { id: shop.idOf('annie') } });
    await becomes(first.id, { state: 'ACTIVE', agent: { id: shop.idOf('annie') } });
  });
});
