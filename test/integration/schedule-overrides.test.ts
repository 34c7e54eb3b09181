import { openScheduleHouse, office, type HouseShop, type ScheduleHouse } from './schedule-house';
import { shopSnapshot } from './shop-snapshot';

let house: ScheduleHouse;
let shop: HouseShop;

beforeAll(async () => {
  house = await openScheduleHouse();
});

beforeEach(async () => {
  house.setClock('2026-03-02T06:00:00.000Z');
  shop = await house.openShop();
  await shop.act('saveReceptionSchedule', { weekly: office }, 'version { number }');
});

afterAll(() => house.close());

const override = (input: object) => shop.act('overrideReception', { reason: 'power cut', ...input }, 'override { open from to reason }');
const lift = (input: object = {}) => shop.act('liftOverride', input, 'override { open }');
const reception = async () =>
  (await shop.read('reception { state because rule { kind name } override { open from to reason } nextChangeAt }'))['reception'];
const told = () => shop.told().filter(({ type }) => type === 'override');

it('an override for 30 minutes closes an open shop at once, and ends by itself', async () => {
  const closed = { open: false, from: '2026-03-02T06:00:00.000Z', to: '2026-03-02T06:30:00.000Z', reason: 'power cut' };
  expect(await override({ open: false, minutes: 30 })).toEqual({ override: closed });
  expect(await reception()).toEqual({
    state: 'CLOSED',
    because: 'OVERRIDE',
    rule: { kind: 'OVERRIDE', name: 'power cut' },
    override: closed,
    nextChangeAt: '2026-03-02T06:30:00.000Z',
  });
  house.setClock('2026-03-02T06:30:00.000Z');
  expect(await reception()).toMatchObject({ state: 'OPEN', because: 'WEEKLY_WINDOW', override: null });
});

it('an override opens a closed shop until it is lifted; both are told once, with rising revisions', async () => {
  house.setClock('2026-03-02T14:00:00.000Z');
  await override({ open: true });
  expect(await reception()).toMatchObject({ state: 'OPEN', override: { to: null }, nextChangeAt: null });
  expect(await lift()).toEqual({ override: null });
  expect(await lift()).toEqual({ override: null });
  expect(await reception()).toMatchObject({ state: 'CLOSED', override: null });
  expect(told().map(({ value }) => [value.revision, value.override?.open ?? null])).toEqual([
    [1, true],
    [2, null],
  ]);
});

it('a later override replaces the one before it; the same commandId sets it once', async () => {
  const first = await override({ open: false, commandId: 'o' });
  expect(await override({ open: false, commandId: 'o' })).toEqual(first);
  await override({ open: true, until: '2026-03-02T07:00:00Z' });
  expect(await reception()).toMatchObject({ state: 'OPEN', override: { open: true, to: '2026-03-02T07:00:00.000Z' } });
  expect(told()).toHaveLength(2);
});

it('SCH-28 an override stands above closures and ranges, not above holiday mode', async () => {
  await shop.act('saveReceptionSchedule', { closures: [{ name: 'A', from: '2026-03-02' }] }, 'version { number }');
  await override({ open: true });
  expect(await reception()).toMatchObject({ state: 'OPEN' });
  await shop.know(shopSnapshot(shop.id, 2, 'Asia/Shanghai', { from: '2026-03-02T04:00:00.000Z', to: null }));
  expect(await reception()).toMatchObject({ state: 'CLOSED', because: 'HOLIDAY_MODE' });
});

it('RES-57 the calendar shows holiday mode and the override beside the windows', async () => {
  await override({ open: false, until: '2026-03-03T06:00:00Z' });
  await shop.know(shopSnapshot(shop.id, 2, 'Asia/Shanghai', { from: '2026-03-03T04:00:00.000Z', to: '2026-03-04T04:00:00.000Z' }));
  const calendar = await shop.read(
    'receptionCalendar(from: "2026-03-03", to: "2026-03-05") { date windows { start } holidayMode override { open } }',
  );
  expect(calendar['receptionCalendar']).toEqual([
    { date: '2026-03-03', windows: [{ start: '10:00' }], holidayMode: true, override: { open: false } },
    { date: '2026-03-04', windows: [{ start: '10:00' }], holidayMode: true, override: null },
    { date: '2026-03-05', windows: [{ start: '10:00' }], holidayMode: false, override: null },
  ]);
});

it.each([
  [{ open: true }, 'MISSING_REASON', 'reason'],
  [{ open: true, reason: '  ' }, 'MISSING_REASON', 'reason'],
  [{ open: true, reason: 'A', minutes: 0 }, 'BAD_USER_INPUT', 'minutes'],
  [{ open: true, reason: 'A', minutes: 43_201 }, 'BAD_USER_INPUT', 'minutes'],
  [{ open: true, reason: 'A', minutes: 5, until: '2026-03-02T07:00:00Z' }, 'BAD_USER_INPUT', 'until'],
  [{ open: true, reason: 'A', until: '2026-03-02T06:00:00Z' }, 'INVALID_RANGE', 'until'],
  [{ open: true, reason: 'A', until: '2026-05-01T06:00:00Z' }, 'INVALID_RANGE', 'until'],
  [{ open: true, reason: 'A', until: 'soon' }, 'BAD_USER_INPUT', 'until'],
])('an override with %j is refused, and nothing is told', async (input, code, field) => {
  expect(await shop.attempt('overrideReception', input)).toEqual([{ code, field }]);
  expect(told()).toEqual([]);
});

it('PRM-1 only who may change the hours overrides them', async () => {
  expect((await shop.attempt('overrideReception', { open: true, reason: 'A' }, shop.as('AGENT')))[0]?.code).toBe('FORBIDDEN');
  expect((await shop.attempt('liftOverride', {}, shop.as('CS_ADMIN')))[0]?.code).toBe('FORBIDDEN');
  expect(told()).toEqual([]);
});
