import { newId } from '#libs/platform/process/ids';
import { office, onDays, openScheduleHouse, workdays, type HouseShop, type ScheduleHouse } from './schedule-house';

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

const everything = `number groupId followsShop effectiveFrom savedAt savedBy { id } bySystem withdrawnAt weekly { day start end }
  seasons { name from to weekly { day start end } } ranges { name from to windows { start end } } closures { name from to }
  holidayRule holidayWindows { start end } followMakeUpWorkdays makeUpDay holidaysKnownUntil closedNotice reason`;

interface Saved {
  readonly version: { readonly number: number } & Readonly<Record<string, unknown>>;
}

const save = async (input: object, selection = 'number'): Promise<Saved['version']> =>
  (await shop.act<Saved>('saveReceptionSchedule', input, `version { ${selection} }`)).version;

const windowsOf = (days: { date: string; windows: object[] | null }[]) => days.map(({ date, windows }) => [date.slice(5), windows]);
const day = (start: string, end: string) => [{ start, end }];

const hours = {
  weekly: office,
  seasons: [{ name: 'Summer', from: '2026-06-01', to: '2026-08-31', weekly: onDays(workdays, '10:00', '20:00') }],
  ranges: [{ name: '11.11', from: '2026-11-10', to: '2026-11-12', windows: day('08:00', '24:00') }],
  closures: [{ name: '盘点', from: '2026-03-31', to: '2026-03-31' }],
  holidayRule: 'AS_CUSTOM',
  holidayWindows: day('12:00', '15:00'),
  followMakeUpWorkdays: true,
  makeUpDay: 'FRIDAY',
  closedNotice: '{receptionHours}见',
  reason: '换季',
};

it('SCH-11 a version says all that was saved, by whom, when and why, and is told whole', async () => {
  expect(await save(hours, everything)).toEqual({
    ...hours,
    number: 1,
    groupId: null,
    followsShop: false,
    effectiveFrom: '2026-03-02T06:00:00.000Z',
    savedAt: '2026-03-02T06:00:00.000Z',
    savedBy: { id: shop.as('OWNER').account },
    bySystem: false,
    withdrawnAt: null,
    holidaysKnownUntil: 2026,
  });
  const { receptionVersions } = await shop.read<{ receptionVersions: { nodes: object[] } }>(
    `receptionVersions { nodes { ${everything} } }`,
  );
  expect(receptionVersions.nodes).toEqual([expect.objectContaining(hours)]);
  const [told] = shop.told();
  expect(told).toMatchObject({
    type: 'snapshot',
    value: {
      version: 1,
      groupId: null,
      followsShop: false,
      seasons: [{ name: 'Summer', from: '2026-06-01' }],
      ranges: [{ name: '11.11', windows: [{ start: 480, end: 1_440 }] }],
      closures: [{ name: '盘点' }],
      holidays: { rule: 'AS_CUSTOM', followMakeUpWorkdays: true, makeUpDay: 5, table: { fromYear: 2025, toYear: 2026 } },
    },
  });
});

it('RES-84 what a save does not name stays, each list by itself; null takes it away', async () => {
  await save(hours);
  const { reason: _reason, ...kept } = hours;
  expect(await save({ closedNotice: '{receptionHours}' }, everything)).toMatchObject({
    ...kept,
    closedNotice: '{receptionHours}',
    reason: null,
  });
  expect(await save({ ranges: null, holidayRule: null }, everything)).toMatchObject({
    ranges: [],
    holidayRule: 'IGNORE',
    holidayWindows: [],
    followMakeUpWorkdays: true,
    closures: hours.closures,
    seasons: hours.seasons,
  });
});

it('SCH-3 SCH-4 SCH-12 SCH-22 RES-57 the calendar gives each date its windows and the rule that wins', async () => {
  await save({ ...hours, holidayRule: 'CLOSED', holidayWindows: [], makeUpDay: 'MONDAY' });
  const calendar = async (from: string, to: string) =>
    (
      await shop.read<{ receptionCalendar: { date: string; windows: object[]; rule: { kind: string; name: string | null } }[] }>(
        `receptionCalendar(from: "${from}", to: "${to}") { date windows { start end } rule { kind name } calendarConfirmed version holidayMode }`,
      )
    ).receptionCalendar;
  expect(windowsOf(await calendar('2026-03-06', '2026-03-08'))).toEqual([
    ['03-06', day('10:00', '19:00')],
    ['03-07', day('11:00', '18:00')],
    ['03-08', day('11:00', '18:00')],
  ]);
  const rules = async (date: string) => (await calendar(date, date)).map(({ rule, windows }) => [rule.kind, rule.name, windows.length]);
  expect(await rules('2026-03-31')).toEqual([['CLOSURE', '盘点', 0]]);
  expect(await rules('2026-11-11')).toEqual([['RANGE', '11.11', 1]]);
  expect(await rules('2026-06-19')).toEqual([['HOLIDAY', '端午', 0]]);
  expect(await rules('2026-06-22')).toEqual([['SEASON', 'Summer', 1]]);
  expect(await rules('2026-05-09')).toEqual([['MAKE_UP_WORKDAY', '劳动节', 1]]);
  expect(await rules('2026-03-09')).toEqual([['WEEKLY', null, 1]]);
});

it('SCH-27 RES-56 beyond the years of the table the week rules, and the answer says that it may be another', async () => {
  await save({ weekly: office, holidayRule: 'CLOSED' });
  const reception = (at: string) => shop.read(`reception(at: "${at}") { state calendarConfirmed rule { kind } }`);
  expect(await reception('2027-02-10T12:00:00+08:00')).toEqual({
    reception: { state: 'OPEN', calendarConfirmed: false, rule: { kind: 'WEEKLY' } },
  });
  expect(await reception('2026-10-01T12:00:00+08:00')).toEqual({
    reception: { state: 'CLOSED', calendarConfirmed: true, rule: { kind: 'HOLIDAY' } },
  });
});

it('SCH-9 reception names the rule that wins, and what it is called', async () => {
  await save({ ...hours, holidayRule: 'CLOSED', holidayWindows: [] });
  expect(await shop.read('reception(at: "2026-11-11T23:30:00+08:00") { state because rule { kind name } receptionHours }')).toEqual({
    reception: {
      state: 'OPEN',
      because: 'SPECIAL_WINDOW',
      rule: { kind: 'RANGE', name: '11.11' },
      receptionHours: '周一至周五10:00-19:00,周六至周日11:00-18:00',
    },
  });
});

it('VERSION_CONFLICT a stale edit stores nothing, and one that knows the newest version is saved', async () => {
  expect(await shop.attempt('saveReceptionSchedule', { weekly: [], expectedVersion: 1 })).toEqual([
    { code: 'VERSION_CONFLICT', field: 'expectedVersion' },
  ]);
  await save({ weekly: office, expectedVersion: 0 });
  await save({ closedNotice: '{receptionHours}' });
  expect(await shop.attempt('saveReceptionSchedule', { weekly: [], expectedVersion: 1 })).toEqual([
    { code: 'VERSION_CONFLICT', field: 'expectedVersion' },
  ]);
  expect(await save({ weekly: [], expectedVersion: 2 })).toEqual({ number: 3 });
});

it('VERSION_CONFLICT of two edits at once by the same knowledge one is saved', async () => {
  await save({ weekly: office });
  const answers = await Promise.all([1, 2, 3].map(() => shop.attempt('saveReceptionSchedule', { weekly: [], expectedVersion: 1 })));
  expect(answers.flat().map(({ code }) => code)).toEqual(['VERSION_CONFLICT', 'VERSION_CONFLICT']);
});

it('a list of versions goes on from its cursor, and groups have their own', async () => {
  const groupId = newId();
  for (let number = 1; number <= 3; number += 1) await save({ weekly: null });
  await save({ groupId, weekly: [] });
  const page = async (args: string) =>
    (
      await shop.read<{ receptionVersions: { nodes: { number: number }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }>(
        `receptionVersions(${args}) { nodes { number } edges { cursor node { number } } pageInfo { hasNextPage endCursor } }`,
      )
    ).receptionVersions;
  const first = await page('first: 2');
  expect([first.nodes, first.pageInfo.hasNextPage]).toEqual([[{ number: 3 }, { number: 2 }], true]);
  const second = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
  expect([second.nodes, second.pageInfo.hasNextPage]).toEqual([[{ number: 1 }], false]);
  expect((await page(`groupId: "${groupId}"`)).nodes).toEqual([{ number: 4 }]);
  expect(await shop.refusedRead('receptionVersions(first: 0) { nodes { number } }')).toEqual([{ code: 'BAD_USER_INPUT', field: 'first' }]);
  expect(await shop.refusedRead('receptionVersions(after: "x") { nodes { number } }')).toEqual([
    { code: 'BAD_USER_INPUT', field: 'after' },
  ]);
});

describe('hours of a group', () => {
  const state = async (groupId: string | null, at: string): Promise<unknown> => {
    const group = groupId === null ? '' : `, groupId: "${groupId}"`;
    const { reception } = await shop.read<{ reception: { state: string; version: number } }>(
      `reception(at: "${at}"${group}) { state version }`,
    );
    return [reception.state, reception.version];
  };
  const noon = '2026-03-03T12:00:00+08:00';

  it('stand apart from those of the shop; a group without any follows it', async () => {
    const [vip, other] = [newId(), newId()];
    await save({ weekly: office });
    await save({ groupId: vip, weekly: onDays(['MONDAY'], '10:00', '11:00') });
    expect(await state(null, noon)).toEqual(['OPEN', 1]);
    expect(await state(vip, noon)).toEqual(['CLOSED', 2]);
    expect(await state(other, noon)).toEqual(['OPEN', 1]);
    await save({ weekly: [] });
    expect([await state(null, noon), await state(vip, noon), await state(other, noon)]).toEqual([
      ['CLOSED', 3],
      ['CLOSED', 2],
      ['CLOSED', 3],
    ]);
  });

  it('begin as the shop’s, expect their own versions, and are given up', async () => {
    const groupId = newId();
    await save(hours);
    expect(await save({ groupId, closures: [], expectedVersion: 0 }, everything)).toMatchObject({ weekly: office, closures: [], groupId });
    expect(await save({ groupId, followsShop: true, expectedVersion: 2 }, everything)).toMatchObject({ followsShop: true, weekly: null });
    expect(await state(groupId, noon)).toEqual(['OPEN', 1]);
    expect(await shop.attempt('saveReceptionSchedule', { groupId: 'x', weekly: [] })).toEqual([
      { code: 'BAD_USER_INPUT', field: 'groupId' },
    ]);
  });

  it('are not had by more than 200 groups', async () => {
    const insert = {
      name: 'many-groups',
      text: `INSERT INTO reception_version (shop_id, version, effective_from, saved_at, group_id)
        SELECT $1, number, now(), now(), gen_random_uuid() FROM generate_series(1, 200) AS number`,
    };
    await house.deps.db.transaction([shop.id], (tx) => tx.query(insert, [shop.id]));
    expect(await shop.attempt('saveReceptionSchedule', { groupId: newId(), weekly: [] })).toEqual([
      { code: 'BAD_USER_INPUT', field: 'groupId' },
    ]);
  });
});

describe('RES-63 roll-back', () => {
  it('is a new version with the old content', async () => {
    await save(hours);
    await save({ weekly: [], closures: null });
    const { version } = await shop.act<Saved>(
      'rollbackReceptionSchedule',
      { version: 1, reason: 'Too few', expectedVersion: 2 },
      `version { ${everything} }`,
    );
    const { reason: _reason, ...content } = hours;
    expect(version).toMatchObject({ ...content, number: 3, reason: 'Too few' });
    expect(shop.told().map(({ value }) => value.version)).toEqual([1, 2, 3]);
  });

  it.each([
    [{ version: 2 }, 'VERSION_NOT_FOUND', 'version'],
    [{ version: 1, expectedVersion: 2 }, 'VERSION_CONFLICT', 'expectedVersion'],
    [{ version: 1, effectiveFrom: '2026-02-30' }, 'INVALID_RANGE', 'effectiveFrom'],
  ])('with %j is refused', async (input, code, field) => {
    await save({ weekly: office });
    expect(await shop.attempt('rollbackReceptionSchedule', input)).toEqual([{ code, field }]);
  });

  it('needs schedule:write', async () => {
    await save({ weekly: office });
    expect((await shop.attempt('rollbackReceptionSchedule', { version: 1 }, shop.as('CS_ADMIN')))[0]?.code).toBe('FORBIDDEN');
  });
});

describe('RES-52 a plan', () => {
  it('stands until it is withdrawn; then it never acts, and stays in the list', async () => {
    await save({ weekly: office });
    await save({ weekly: [], effectiveFrom: '2026-03-09' });
    const later = async () => (await shop.read('reception(at: "2026-03-09T12:00:00+08:00") { state version }'))['reception'];
    expect(await later()).toEqual({ state: 'CLOSED', version: 2 });
    const { version } = await shop.act<Saved>('withdrawReceptionVersion', { version: 2 }, 'version { number withdrawnAt }');
    expect(version).toEqual({ number: 2, withdrawnAt: '2026-03-02T06:00:00.000Z' });
    expect(await later()).toEqual({ state: 'OPEN', version: 1 });
    expect(await shop.read('receptionVersions { nodes { number withdrawnAt } }')).toEqual({
      receptionVersions: {
        nodes: [
          { number: 2, withdrawnAt: '2026-03-02T06:00:00.000Z' },
          { number: 1, withdrawnAt: null },
        ],
      },
    });
    expect(shop.told().at(-1)).toMatchObject({ type: 'withdrawn', value: { version: 2, groupId: null } });
  });

  it('is withdrawn once, and not when it acts; an edit that counted on it is stale', async () => {
    await save({ weekly: office });
    await save({ weekly: [], effectiveFrom: '2026-03-09' });
    await shop.act('withdrawReceptionVersion', { version: 2 }, 'version { number }');
    const told = shop.told().length;
    expect(await shop.act('withdrawReceptionVersion', { version: 2 }, 'version { number }')).toEqual({ version: { number: 2 } });
    expect(shop.told()).toHaveLength(told);
    expect(await shop.attempt('withdrawReceptionVersion', { version: 1 })).toEqual([{ code: 'ILLEGAL_TRANSITION', field: 'version' }]);
    expect(await shop.attempt('withdrawReceptionVersion', { version: 9 })).toEqual([{ code: 'VERSION_NOT_FOUND', field: 'version' }]);
    expect(await shop.attempt('saveReceptionSchedule', { weekly: [], expectedVersion: 2 })).toEqual([
      { code: 'VERSION_CONFLICT', field: 'expectedVersion' },
    ]);
    expect(await save({ weekly: [], expectedVersion: 1 })).toEqual({ number: 3 });
  });
});

describe('a diff of two versions', () => {
  const diff = (args: string) =>
    shop.read<{ receptionDiff: object[] }>(
      `receptionDiff(${args}) { date before { windows { start end } rule { kind name } } after { windows { start end } rule { kind name } } }`,
    );

  it('lists the dates on which they give other windows or another rule, with both', async () => {
    await save({ weekly: office });
    await save({ closures: [{ name: '盘点', from: '2026-03-31' }], effectiveFrom: '2026-03-20' });
    expect(await diff('from: 1, to: 2')).toEqual({
      receptionDiff: [
        {
          date: '2026-03-31',
          before: { windows: day('10:00', '19:00'), rule: { kind: 'WEEKLY', name: null } },
          after: { windows: [], rule: { kind: 'CLOSURE', name: '盘点' } },
        },
      ],
    });
    expect(await diff('from: 1, to: 2, since: "2026-03-01", until: "2026-03-30"')).toEqual({ receptionDiff: [] });
    expect(await diff('from: 0, to: 1, since: "2026-03-02", until: "2026-03-02"')).toEqual({
      receptionDiff: [
        {
          date: '2026-03-02',
          before: { windows: null, rule: null },
          after: { windows: day('10:00', '19:00'), rule: { kind: 'WEEKLY', name: null } },
        },
      ],
    });
  });

  it.each([
    ['from: 9, to: 1', 'VERSION_NOT_FOUND', 'from'],
    ['from: 1, to: 9', 'VERSION_NOT_FOUND', 'to'],
    ['from: 1, to: 1, since: "x"', 'INVALID_RANGE', 'since'],
    ['from: 1, to: 1, since: "2026-03-02", until: "2027-04-06"', 'INVALID_RANGE', 'until'],
  ])('of %s is refused', async (args, code, field) => {
    await save({ weekly: office });
    expect(await shop.refusedRead(`receptionDiff(${args}) { date }`)).toEqual([{ code, field }]);
  });
});

it.each([
  ['"2026-03-02", to: "2026-03-01"', 'to'],
  ['"2026-03-02", to: "2027-04-06"', 'to'],
  ['"2026-02-30", to: "2026-03-01"', 'from'],
  ['"", to: "2026-03-01"', 'from'],
])('SCH-22 RES-54 a calendar from %s is refused', async (args, field) => {
  expect(await shop.refusedRead(`receptionCalendar(from: ${args}) { date }`)).toEqual([{ code: 'INVALID_RANGE', field }]);
});

it('INV-6 no calendar, version or difference of another shop is told', async () => {
  const other = await house.openShop();
  for (const fields of ['receptionCalendar(from: "2026-03-02", to: "2026-03-02") { date }', 'receptionDiff(from: 0, to: 0) { date }'])
    expect(await shop.refusedRead(fields, other.as('OWNER'))).toEqual([{ code: 'SHOP_NOT_FOUND', field: 'id' }]);
});
