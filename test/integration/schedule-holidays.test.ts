import { bringUpToDate } from '#services/schedule/holidays/app/newer-table';
import { onDays, office, openScheduleHouse, workdays, type HouseShop, type ScheduleHouse } from './schedule-house';

let house: ScheduleHouse;
let shop: HouseShop;

beforeAll(async () => {
  house = await openScheduleHouse();
});

beforeEach(async () => {
  house.setClock('2026-03-02T06:00:00.000Z');
  shop = await house.openShop();
});

afterAll(() => house.close());

const save = (input: object) => shop.act('saveReceptionSchedule', input, 'version { number }');
const saveTable = (input: object) => shop.act<{ versions: number[] }>('saveHolidayTable', input, 'versions');
const table = async (year: number) =>
  (await shop.read(`holidayTable { source fromYear toYear holidays(year: ${year}) { date name } workdays(year: ${year}) { date name } }`))[
    'holidayTable'
  ];
const ruleOf = async (date: string) => {
  const answer = await shop.read<{ receptionCalendar: { rule: { kind: string } }[] }>(
    `receptionCalendar(from: "${date}", to: "${date}") { rule { kind } }`,
  );
  return answer.receptionCalendar[0]?.rule.kind;
};
const versions = async () =>
  (
    await shop.read<{ receptionVersions: { nodes: Record<string, unknown>[] } }>(
      'receptionVersions { nodes { number bySystem reason savedBy { id } withdrawnAt effectiveFrom holidaysKnownUntil } }',
    )
  ).receptionVersions.nodes;

const christmas = { fromYear: 2026, toYear: 2027, holidays: [{ date: '2026-12-25', name: 'Christmas' }], workdays: [] };

it('SCH-25 SCH-26 a shop knows the holidays of China unless it keeps its own', async () => {
  expect(await table(2026)).toMatchObject({ source: 'CN', fromYear: 2004, toYear: 2026 });
  await saveTable(christmas);
  expect(await table(2026)).toEqual({ source: 'OWN', ...christmas });
  await saveTable({ source: 'CN' });
  expect(await table(2026)).toMatchObject({ source: 'CN' });
  await saveTable({ source: 'OWN' });
  expect(await table(2026)).toEqual({ source: 'OWN', ...christmas });
});

it('SCH-25 hours that follow holidays are saved anew when the table becomes another, plans too, and say why', async () => {
  await save({ weekly: office, holidayRule: 'CLOSED' });
  await save({ weekly: onDays(workdays, '09:00', '17:00'), effectiveFrom: '2026-11-01' });
  expect([await ruleOf('2026-10-01'), await ruleOf('2026-12-25')]).toEqual(['HOLIDAY', 'WEEKLY']);
  expect(await saveTable(christmas)).toEqual({ versions: [3, 4] });
  expect([await ruleOf('2026-10-01'), await ruleOf('2026-12-25')]).toEqual(['WEEKLY', 'HOLIDAY']);
  const reason = 'The holiday table of the shop was changed.';
  const now = '2026-03-02T06:00:00.000Z';
  const plan = '2026-10-31T16:00:00.000Z';
  expect(await versions()).toEqual([
    { number: 4, bySystem: true, reason, savedBy: null, withdrawnAt: null, effectiveFrom: plan, holidaysKnownUntil: 2027 },
    { number: 3, bySystem: true, reason, savedBy: null, withdrawnAt: null, effectiveFrom: now, holidaysKnownUntil: 2027 },
    expect.objectContaining({ number: 2, bySystem: false, withdrawnAt: now, holidaysKnownUntil: 2026 }),
    expect.objectContaining({ number: 1, bySystem: false, withdrawnAt: null }),
  ]);
  expect(shop.told().map(({ type, value }) => [type, value.version])).toEqual([
    ['snapshot', 1],
    ['snapshot', 2],
    ['snapshot', 3],
    ['snapshot', 4],
    ['withdrawn', 2],
  ]);
});

it('hours that follow no holidays are not saved anew', async () => {
  await save({ weekly: office });
  expect(await saveTable(christmas)).toEqual({ versions: [] });
});

describe('SCH-27 an update of the product that knows more years', () => {
  /** As if an older build had saved the hours: an edition before this one, and a table that ends a year earlier. */
  const makeOlder = () =>
    house.deps.db.transaction([shop.id], (tx) => {
      tx.send({ name: 'older-edition', text: 'UPDATE holiday_table SET edition = edition - 1' });
      tx.send({
        name: 'older-table',
        text: `UPDATE reception_version SET holidays = jsonb_set(holidays, '{table,toYear}', '2025') WHERE holidays IS NOT NULL`,
      });
      return Promise.resolve();
    });

  it('saves hours that follow the built-in holidays anew, once', async () => {
    await save({ weekly: office, holidayRule: 'CLOSED' });
    await makeOlder();
    expect(await ruleOf('2026-10-01')).toBe('WEEKLY');
    await Promise.all([bringUpToDate(house.deps), bringUpToDate(house.deps)]);
    await bringUpToDate(house.deps);
    expect(await ruleOf('2026-10-01')).toBe('HOLIDAY');
    expect((await versions()).map(({ number, bySystem, reason }) => [number, bySystem, reason])).toEqual([
      [2, true, 'The holidays are known up to 2026 now.'],
      [1, false, null],
    ]);
    expect(shop.told().at(-1)?.value.actor).toEqual({ kind: 'SYSTEM', id: null });
  });

  it('notices hours that a process of the older build saves afterwards', async () => {
    await save({ weekly: office, holidayRule: 'CLOSED' });
    const editions = { name: 'editions', text: 'UPDATE holiday_table SET edition = edition + $1 RETURNING edition' };
    const raise = (by: number) => house.deps.db.transaction([shop.id], (tx) => tx.query<{ edition: number }>(editions, [by]));
    const [newer] = await raise(1);
    await save({ closures: null });
    expect((await raise(0))[0]?.edition).toBe(newer!.edition - 1);
  });

  it('leaves shops alone that keep their own table', async () => {
    await saveTable(christmas);
    await save({ weekly: office, holidayRule: 'CLOSED' });
    await makeOlder();
    await bringUpToDate(house.deps);
    expect(await versions()).toHaveLength(1);
  });
});

it.each([
  ['the built-in one with dates', { source: 'CN', holidays: [] }, 'BAD_USER_INPUT', 'holidays'],
  ['an own one that there is not', { source: 'OWN' }, 'INVALID_RANGE', 'fromYear'],
  [
    'a duplicate holiday',
    { ...christmas, holidays: [...christmas.holidays, ...christmas.holidays] },
    'OVERLAPPING_EXCEPTION',
    'holidays.1.date',
  ],
  ['an impossible date', { ...christmas, workdays: [{ date: '2026-02-30', name: 'A' }] }, 'INVALID_RANGE', 'workdays.0.date'],
  ['a name that nobody sees', { ...christmas, holidays: [{ date: '2026-12-25', name: ' ' }] }, 'BAD_USER_INPUT', 'holidays.0.name'],
  ['the year 10000', { ...christmas, toYear: 10_000 }, 'BAD_USER_INPUT', 'toYear'],
  ['401 holidays', { ...christmas, holidays: Array.from({ length: 401 }, () => christmas.holidays[0]) }, 'BAD_USER_INPUT', 'holidays'],
])('a holiday table with %s is refused, and nothing changes', async (_what, input, code, field) => {
  await save({ weekly: office, holidayRule: 'CLOSED' });
  expect(await shop.attempt('saveHolidayTable', input)).toEqual([{ code, field }]);
  expect(await table(2026)).toMatchObject({ source: 'CN' });
  expect(await versions()).toHaveLength(1);
});

it('PRM-1 only who may change the hours changes the holidays', async () => {
  expect((await shop.attempt('saveHolidayTable', christmas, shop.as('OPERATIONS')))[0]?.code).toBe('FORBIDDEN');
});
