import { eventually } from '#test/kit/eventually';
import { stageShop, type StagedShop } from '#test/kit/staged-shop';
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

interface Shown {
  readonly shop: {
    readonly holidayMode: { readonly isOn: boolean } | null;
    readonly reception: { readonly state: string; readonly because: string };
  };
}

const reception = async (): Promise<string> => {
  const query = 'query($shop: ID!) { shop(id: $shop) { holidayMode { isOn } reception { state because } } }';
  const { holidayMode, reception: found } = (await shop.ask<Shown>('owner', query)).shop;
  return `${holidayMode?.isOn ?? false} ${found.state} ${found.because}`;
};

/* One story, told in order. */
describe('SCH-28 holiday mode closes a shop without hours', () => {
  let sessionId: string;

  it('RES-60 and makes whoever queues leave a message', async () => {
    sessionId = (await shop.writes('b1')).id;
    await eventually(async () => expect(await shop.session(sessionId)).toMatchObject({ state: 'QUEUED' }));
    await shop.tell('owner', 'setHolidayMode', { on: true, pauseMinutes: 30, reason: 'stocktaking' });
    await eventually(async () => expect(await reception()).toBe('true CLOSED HOLIDAY_MODE'));
    await eventually(async () => expect(await shop.session(sessionId)).toMatchObject({ state: 'LEFT_MESSAGE' }));
  });

  it('until it is over by itself: the shop receives again', async () => {
    await shop.tell('annie', 'setPresence', { presence: 'ONLINE' });
    expect(await shop.session(sessionId)).toMatchObject({ state: 'LEFT_MESSAGE' });
    system.setClock({ offsetMs: 31 * 60_000 });
    await eventually(async () => expect(await reception()).toBe('false OPEN NO_SCHEDULE'));
    await eventually(async () =>
      expect(await shop.session(sessionId)).toMatchObject({ state: 'ACTIVE', agent: { id: shop.idOf('annie') } }),
    );
  });

  it('and the answer to the act itself tells the reception after it', async () => {
    const act = 'mutation($input: SetHolidayModeInput!) { setHolidayMode(input: $input) { shop { reception { state } } } }';
    for (const on of [true, false, true, false, true, false]) {
      const input = { shopId: shop.id, on };
      expect(await shop.ask('owner', act, { input })).toMatchObject({
        setHolidayMode: { shop: { reception: { state: on ? 'CLOSED' : 'OPEN' } } },
      });
    }
  });

  it('or until it is taken back', async () => {
    await shop.tell('owner', 'setHolidayMode', { on: true });
    await eventually(async () => expect(await reception()).toBe('true CLOSED HOLIDAY_MODE'));
    await shop.tell('owner', 'setHolidayMode', { on: false });
    await eventually(async () => expect(await reception()).toBe('false OPEN NO_SCHEDULE'));
  });
});

it('createShop, too, answers with how far the streams of the shop are', async () => {
  const query = 'mutation { createShop(input: { name: "Desks", preset: KUAISHOU, timeZone: "Asia/Shanghai" }) { shop { id } } }';
  const authorization = `Bearer ${await system.token({ roles: ['OPERATOR'] })}`;
  const response = await fetch(`http://127.0.0.1:${system.environment.ports.gateway}/graphql`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  expect(await response.json()).toMatchObject({
    data: { createShop: { shop: { id: expect.any(String) as unknown } } },
    extensions: { positions: { 'shop-changed': [1, 1], 'account-changed': [1, 1] } },
  });
});
