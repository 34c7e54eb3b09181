import { eventually } from '#test/kit/eventually';
import { stageShop, type StagedSession, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({ processes: ['shop', 'schedule', 'session', 'routing', 'gateway'] });
  shop = await stageShop(system, { name: 'Lamps' });
  await shop.hire('annie', ['AGENT']);
});

afterAll(() => system?.stop());

const becomes = (id: string, expected: Partial<StagedSession>): Promise<void> =>
  eventually(async () => expect(await shop.session(id)).toMatchObject(expected));

const flagged = (noRouting: boolean) => shop.tell('owner', 'setNoRouting', { accountId: shop.idOf('annie'), noRouting });

/* One story, told in order. */
describe('RTE-37, RTE-38 a no-routing account', () => {
  let waiting: StagedSession;
  let buyers = 0;

  it('receives nothing, though it is ONLINE', async () => {
    await shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
    await flagged(true);
    // Routing hears of the flag a moment later: buyers who came before it are the agent's.
    await eventually(async () => {
      buyers += 1;
      waiting = await shop.writes(`b${buyers}`);
      expect(await shop.session(waiting.id)).toMatchObject({ state: 'QUEUED' });
    });
  });

  it('takes who waits when the flag is cleared', async () => {
    await flagged(false);
    await becomes(waiting.id, { state: 'ACTIVE', agent: { id: shop.idOf('annie') } });
  });

  it('is not for agents to choose', async () => {
    const refused = await shop.refusal('annie', 'setNoRouting', { accountId: shop.idOf('annie'), noRouting: true });
    expect(refused.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});
