import type { Caller } from '#libs/platform/access/caller';
import { newId } from '#libs/platform/process/ids';
import { callerAs } from '#test/kit/caller-as';
import { startShopGraph, type OpenedShop, type ShopGraph } from '#test/kit/shop-graph';

let graph: ShopGraph;

beforeAll(async () => {
  graph = await startShopGraph('shop-standing-test');
});

beforeEach(() => {
  graph.now = new Date('2026-03-31T02:00:00Z');
});

afterAll(() => graph.close());

const operator = callerAs('OPERATOR', null);

async function read(shop: OpenedShop, fields: string): Promise<Record<string, unknown>> {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { ${fields} } } }`;
  const { data } = await graph.ask(shop.owner, query, { of: [{ __typename: 'Shop', id: shop.id }] });
  return (data['_entities'] as [Record<string, unknown>])[0];
}

/** What was told of the shop, oldest first. */
async function toldOf({ id }: OpenedShop): Promise<Record<string, unknown>[]> {
  const told = { name: 'shops-told', text: `SELECT value::json AS value FROM outbox WHERE subject = $1 ORDER BY seq` };
  return (await graph.db.transaction([id], (tx) => tx.query<{ value: Record<string, unknown> }>(told, [id]))).map(({ value }) => value);
}

describe('SCH-28 holiday mode', () => {
  const shown = 'holidayMode { from to reason isOn }';
  const set = (by: Caller, input: object) => graph.act(by, 'setHolidayMode', input, `shop { ${shown} }`);

  it('is set from an instant to another, with a reason, and told without a new version of the policy', async () => {
    const shop = await graph.open();
    const { done } = await set(shop.owner, {
      on: true,
      from: '2026-04-01T00:00:00+08:00',
      to: '2026-04-03T00:00:00+08:00',
      reason: ' 清明 ',
    });
    const mode = { from: '2026-03-31T16:00:00.000Z', to: '2026-04-02T16:00:00.000Z', reason: '清明' };
    expect(done).toEqual({ shop: { holidayMode: { ...mode, isOn: false } } });
    graph.now = new Date('2026-04-01T02:00:00Z');
    expect(await read(shop, shown)).toEqual({ holidayMode: { ...mode, isOn: true } });
    graph.now = new Date('2026-04-02T16:00:00Z');
    expect(await read(shop, shown)).toEqual({ holidayMode: null });
    expect((await toldOf(shop)).map(({ version, policyVersion, holidayMode }) => ({ version, policyVersion, holidayMode }))).toEqual([
      { version: 1, policyVersion: 1, holidayMode: null },
      { version: 2, policyVersion: 1, holidayMode: mode },
    ]);
  });

  it('pauses for some minutes from now, and is taken back', async () => {
    const shop = await graph.open();
    const mode = { from: '2026-03-31T02:00:00.000Z', to: '2026-03-31T02:30:00.000Z', reason: null };
    expect((await set(shop.owner, { on: true, pauseMinutes: 30 })).done).toEqual({ shop: { holidayMode: { ...mode, isOn: true } } });
    graph.now = new Date('2026-03-31T02:10:00Z');
    expect((await set(shop.owner, { on: false })).done).toEqual({ shop: { holidayMode: null } });
    expect((await toldOf(shop)).at(-1)).toMatchObject({ version: 3, holidayMode: { ...mode, to: '2026-03-31T02:10:00.000Z' } });
    expect((await set(shop.owner, { on: false })).done).toEqual({ shop: { holidayMode: null } });
    expect(await toldOf(shop)).toHaveLength(3);
  });

  it('INV-3 a repeated pause is the first one', async () => {
    const shop = await graph.open();
    const pause = { on: true, pauseMinutes: 30, commandId: 'p-1' };
    const first = await set(shop.owner, pause);
    graph.now = new Date('2026-03-31T02:10:00Z');
    expect(await set(shop.owner, pause)).toEqual(first);
    expect(await toldOf(shop)).toHaveLength(2);
  });

  it.each([
    [{ on: true, from: 'tomorrow' }, 'from'],
    [{ on: true, to: '2026-02-30T00:00:00Z' }, 'to'],
    [{ on: true, to: '2026-03-31T02:00:00Z' }, 'to'],
    [{ on: true, pauseMinutes: 0 }, 'pauseMinutes'],
    [{ on: true, pauseMinutes: 10_081 }, 'pauseMinutes'],
    [{ on: true, pauseMinutes: 5, from: '2026-03-31T02:00:00Z' }, 'pauseMinutes'],
    [{ on: true, reason: 'x'.repeat(501) }, 'reason'],
    [{ on: false, pauseMinutes: 5 }, 'on'],
  ])('%j is refused with its field, and nothing is stored', async (input, field) => {
    const shop = await graph.open();
    expect((await set(shop.owner, input)).refusal).toEqual({ code: 'BAD_USER_INPUT', field });
    expect(await toldOf(shop)).toHaveLength(1);
  });

  it('is the business of the main account and administrators', async () => {
    const { as } = await graph.open();
    const roles = ['ADMIN', 'CS_ADMIN', 'OPERATIONS', 'AGENT', 'CONNECTOR'] as const;
    const codes = await Promise.all(roles.map(async (role) => (await set(as(role), { on: false })).refusal?.code));
    expect(codes).toEqual([undefined, 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
  });
});

describe('RTE-43 the service-team tier', () => {
  const set = (by: Caller, input: object) => graph.act(by, 'setTier', input, 'shop { tier }');

  it('acts in its month only, in the shop’s zone, and is told for all months', async () => {
    const shop = await graph.open();
    expect((await set(operator, { shopId: shop.id, month: '2026-04', tier: 'SILVER' })).done).toEqual({ shop: { tier: null } });
    graph.now = new Date('2026-03-31T16:00:00Z');
    expect(await read(shop, 'tier tiers { month tier }')).toEqual({ tier: 'SILVER', tiers: [{ month: '2026-04', tier: 'SILVER' }] });
    expect((await set(shop.as('CONNECTOR'), { month: '2026-05' })).done).toEqual({ shop: { tier: 'SILVER' } });
    graph.now = new Date('2026-04-30T16:00:00Z');
    expect(await read(shop, 'tier')).toEqual({ tier: null });
    expect((await toldOf(shop)).at(-1)).toMatchObject({
      tier: 'SILVER',
      tiers: [
        { month: '2026-04', tier: 'SILVER' },
        { month: '2026-05', tier: null },
      ],
    });
  });

  it('said again is told once', async () => {
    const shop = await graph.open();
    for (let times = 0; times < 2; times += 1) await set(operator, { shopId: shop.id, month: '2026-04', tier: 'GOLD' });
    expect(await toldOf(shop)).toHaveLength(2);
  });

  it.each(['2026-13', '2026-4', 'April', '1999-12'])('of the month %j is refused', async (month) => {
    const shop = await graph.open();
    expect((await set(operator, { shopId: shop.id, month })).refusal).toEqual({ code: 'BAD_USER_INPUT', field: 'month' });
  });

  it('is not said by the shop itself, nor by another shop’s connector', async () => {
    const [mine, theirs] = [await graph.open(), await graph.open()];
    expect((await set(mine.owner, { month: '2026-04' })).refusal).toMatchObject({ code: 'FORBIDDEN' });
    const refused = { code: 'SHOP_NOT_FOUND', field: 'shopId' };
    expect((await set(mine.as('CONNECTOR'), { shopId: theirs.id, month: '2026-04' })).refusal).toEqual(refused);
    expect((await set(operator, { shopId: newId(), month: '2026-04' })).refusal).toEqual(refused);
  });

  it('INV-6 is looked at after the shop: of an unknown or foreign one no field is judged', async () => {
    const [mine, theirs] = [await graph.open(), await graph.open()];
    const refused = { code: 'SHOP_NOT_FOUND', field: 'shopId' };
    for (const shopId of [newId(), 'nonsense']) expect((await set(operator, { shopId, month: 'April' })).refusal).toEqual(refused);
    expect((await set(mine.as('CONNECTOR'), { shopId: theirs.id, month: 'April' })).refusal).toEqual(refused);
  });
});

it('RTE-46 an operator puts a shop on the list of a trial; it is told, and shown to the shop', async () => {
  const shop = await graph.open();
  const set = (by: Caller, listed: boolean) =>
    graph.act(by, 'setTrial', { shopId: shop.id, feature: 'PRIORITY_CROWDS', listed }, 'shop { trials }');
  expect((await set(operator, false)).done).toEqual({ shop: { trials: [] } });
  for (let times = 0; times < 2; times += 1) expect((await set(operator, true)).done).toEqual({ shop: { trials: ['PRIORITY_CROWDS'] } });
  expect(await read(shop, 'trials')).toEqual({ trials: ['PRIORITY_CROWDS'] });
  expect((await set(operator, false)).done).toEqual({ shop: { trials: [] } });
  expect((await toldOf(shop)).map(({ trials }) => trials)).toEqual([[], ['PRIORITY_CROWDS'], []]);
  for (const by of [shop.owner, shop.as('CONNECTOR')]) expect((await set(by, true)).refusal).toMatchObject({ code: 'FORBIDDEN' });
});
