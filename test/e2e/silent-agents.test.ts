import { eventually } from '#test/kit/eventually';
import { moveClock } from '#test/kit/move-clock';
import { stageShop, type StagedSession, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;

const noon = Date.parse('2026-03-02T04:00:00.000Z');
const minutes = (count: number, ms = 0): Promise<void> => moveClock(system, new Date(noon + count * 60_000 + ms).toISOString());

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'] });
  await minutes(0);
  shop = await stageShop(system, { name: 'Lamps' });
  await shop.hire('boss', ['CS_ADMIN']);
  for (const person of ['annie', 'ben']) {
    await shop.hire(person, ['AGENT']);
    await shop.tell(person, 'setPresence', { presence: 'ONLINE' });
  }
  await shop.tell('boss', 'saveRoutingSettings', { silentAfterMinutes: 5 });
});

afterAll(() => system?.stop());

const becomes = (id: string, expected: Partial<StagedSession>): Promise<void> =>
  eventually(async () => expect(await shop.session(id)).toMatchObject(expected));
const nameOf = (session: StagedSession): string => ['annie', 'ben'].find((person) => shop.idOf(person) === session.agent?.id)!;

/* One story, told in order. */
describe('RES-81 agents who do not write lose the session', () => {
  let quiet: StagedSession;
  let answered: StagedSession;
  let first: string;
  let second: string;

  it('two buyers come, and one of them is answered', async () => {
    quiet = await shop.writes('b1');
    answered = await shop.writes('b2');
    [first, second] = nameOf(quiet) === 'annie' ? ['annie', 'ben'] : ['ben', 'annie'];
    expect(nameOf(answered)).toBe(second);
    await shop.tell(second, 'sendAgentMessage', { sessionId: answered.id, text: 'Hello' });
  });

  it('the last instant is in time; behind it the other agent has the buyer, who may answer, and the first one not any more', async () => {
    await minutes(5);
    await becomes(quiet.id, { state: 'ACTIVE', agent: { id: shop.idOf(first) } });
    await minutes(5, 1);
    await becomes(quiet.id, { state: 'ACTIVE', agent: { id: shop.idOf(second) } });
    await becomes(answered.id, { state: 'ACTIVE', agent: { id: shop.idOf(second) } });
    expect((await shop.refusal(first, 'sendAgentMessage', { sessionId: quiet.id, text: 'Sorry' })).extensions).toMatchObject({
      code: 'NOT_ASSIGNED',
    });
  });

  it('… who is silent too: nobody is left, and the buyer waits with the reason', async () => {
    await minutes(11);
    await becomes(quiet.id, {
      state: 'QUEUED',
      routing: expect.objectContaining({ outcome: 'QUEUED', cause: 'NOBODY_LEFT' }) as StagedSession['routing'],
    });
    const { session } = await shop.ask<{ session: { routing: object } }>(
      'boss',
      'query ($id: ID!) { session(id: $id) { routing { explanation { sentence(language: EN) candidates { agent { id } verdict } } } } }',
      { id: quiet.id },
    );
    expect(session.routing).toMatchObject({
      explanation: {
        sentence: expect.stringContaining('did not write in time') as unknown,
        candidates: expect.arrayContaining([
          { agent: { id: shop.idOf(first) }, verdict: 'SILENT' },
          { agent: { id: shop.idOf(second) }, verdict: 'SILENT' },
        ]) as unknown,
      },
    });
  });

  it('… until somebody comes who was not tried', async () => {
    await shop.hire('cleo', ['AGENT']);
    await shop.tell('cleo', 'setPresence', { presence: 'ONLINE' });
    await becomes(quiet.id, { state: 'ACTIVE', agent: { id: shop.idOf('cleo') } });
    await shop.tell('cleo', 'sendAgentMessage', { sessionId: quiet.id, text: 'Here I am' });
    await minutes(17);
    await becomes(answered.id, { agent: { id: shop.idOf(second) } });
    await becomes(quiet.id, { agent: { id: shop.idOf('cleo') } });
  });
});
