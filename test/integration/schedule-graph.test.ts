import type { EventOf } from '#libs/contracts/index';
import { createOutbox, type OutboxListener } from '#libs/messaging/outbox/outbox';
import type { Caller, Role } from '#libs/platform/access/caller';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { features } from '#services/schedule/features';
import { saveShopCopies } from '#services/schedule/copies/store/shop-copies';
import { askSubgraph, type Answer, type Ask } from '#test/kit/ask-subgraph';
import { createDatabases } from '#test/kit/databases';
import { shopSnapshot } from './shop-snapshot';
import { callerAs } from '#test/kit/caller-as';

const log = createLog({ service: 'test', level: 'silent' });
const silent: OutboxListener = { appending: () => undefined, committed: () => undefined };
const clock = { now: () => new Date('2026-03-02T06:00:00Z') };

let db: Database;
let ask: Ask;
let shop: string;

const as = (role: Role): Caller => callerAs(role, shop);
const know = (event: EventOf<'shop-changed'>): Promise<void> => db.transaction([event.shopId], (tx) => saveShopCopies(tx, [event]));

beforeAll(async () => {
  const { schedule } = await createDatabases(['schedule']);
  db = createDatabase({ url: schedule.app, max: 4, log, name: 'schedule-graph-test' });
  const deps = { db, readDb: db, workerDb: db, outbox: createOutbox(silent), clock, newId, log };
  ask = askSubgraph('schedule', features(deps).resolvers, () => undefined);
});

beforeEach(async () => {
  shop = newId();
  await know(shopSnapshot(shop, 1, 'Asia/Shanghai'));
});

afterAll(() => db.close());

const weekday = (day: string) => ({ day, start: '10:00', end: '19:00' });
const office = [
  ...['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map(weekday),
  { day: 'SATURDAY', start: '11:00', end: '18:00' },
  { day: 'SUNDAY', start: '11:00', end: '18:00' },
];

const save = (input: object, caller = as('OWNER')): Promise<Answer> =>
  ask(
    caller,
    `mutation ($input: SaveReceptionScheduleInput!) { saveReceptionSchedule(input: $input) { shop { id } warnings { code field }
      version { number effectiveFrom savedAt weekly { day start end } closedNotice reason } } }`,
    { input: { shopId: shop, ...input } },
  );

const read = async (fields: string, caller = as('AGENT')): Promise<unknown> => {
  const { data, refusals } = await ask(caller, `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { ${fields} } } }`, {
    of: [{ __typename: 'Shop', id: shop }],
  });
  return refusals.length > 0 ? refusals : (data['_entities'] as unknown[])[0];
};

it('SCH-2 RES-58 a saved week is shown as it was typed, and read as buyers read it', async () => {
  const { data } = await save({ weekly: office, reason: '换季' });
  expect(data['saveReceptionSchedule']).toEqual({
    shop: { id: shop },
    warnings: [],
    version: {
      number: 1,
      effectiveFrom: clock.now().toISOString(),
      savedAt: clock.now().toISOString(),
      weekly: office,
      closedNotice: null,
      reason: '换季',
    },
  });
  expect(await read('reception { state because version nextChangeAt receptionHours } receptionVersions { nodes { number } }')).toEqual({
    reception: {
      state: 'OPEN',
      because: 'WEEKLY_WINDOW',
      version: 1,
      nextChangeAt: '2026-03-02T11:00:00.000Z',
      receptionHours: '周一至周五10:00-19:00,周六至周日11:00-18:00',
    },
    receptionVersions: { nodes: [{ number: 1 }] },
  });
  expect(await read('reception(at: "2026-03-06T19:00:00+08:00") { state nextChangeAt }')).toEqual({
    reception: { state: 'CLOSED', nextChangeAt: '2026-03-07T03:00:00.000Z' },
  });
});

it('RES-84 a save leaves alone what it does not name; null is no limit and the default notice', async () => {
  const saved = async (input: object): Promise<unknown> => {
    const { weekly, closedNotice } = ((await save(input)).data['saveReceptionSchedule'] as { version: Record<string, unknown> }).version;
    return { weekly, closedNotice };
  };
  const closedNotice = '{receptionHours}见';
  await save({ weekly: office, closedNotice });
  expect(await saved({ reason: '无' })).toEqual({ weekly: office, closedNotice });
  expect(await saved({ weekly: null })).toEqual({ weekly: null, closedNotice });
  expect(await saved({ weekly: [], closedNotice: null })).toEqual({ weekly: [], closedNotice: null });
});

it('RES-84 a plan begins with the hours that will be in force then', async () => {
  await save({ weekly: [], effectiveFrom: '2026-03-09' });
  await save({ weekly: office });
  const planned = await save({ closedNotice: '{receptionHours}', effectiveFrom: '2026-03-10' });
  expect(planned.data['saveReceptionSchedule']).toMatchObject({ version: { weekly: [], closedNotice: '{receptionHours}' } });
});

it('RES-84 a commandId with null and one with nothing are two inputs', async () => {
  await save({ commandId: 'c', weekly: null });
  expect((await save({ commandId: 'c' })).refusals).toEqual([{ code: 'COMMAND_ID_REUSED', field: 'commandId' }]);
});

it('a change after the year 9999 is none, and no instant of that time is taken', async () => {
  await save({ weekly: [weekday('MONDAY')] });
  expect(await read('reception(at: "9999-12-31T20:00:00Z") { state nextChangeAt }')).toEqual({
    reception: { state: 'CLOSED', nextChangeAt: null },
  });
  expect(await read('reception(at: "9999-12-31T23:59:59-01:00") { state }')).toEqual([{ code: 'BAD_USER_INPUT', field: 'at' }]);
  expect((await save({ effectiveFrom: '9999-12-31T23:59:59-01:00' })).refusals).toEqual([{ code: 'INVALID_TIME', field: 'effectiveFrom' }]);
});

it('SCH-10 no limit: neither hours nor a change', async () => {
  expect(await read('reception { state because version nextChangeAt receptionHours } receptionVersions { nodes { number } }')).toEqual({
    reception: { state: 'OPEN', because: 'NO_SCHEDULE', version: null, nextChangeAt: null, receptionHours: null },
    receptionVersions: { nodes: [] },
  });
});

it('SCH-11 what was asked for too late acts at once, with advice', async () => {
  expect((await save({ weekly: office, effectiveFrom: '2026-03-02' })).data['saveReceptionSchedule']).toMatchObject({
    version: { effectiveFrom: clock.now().toISOString() },
    warnings: [{ code: 'ACTS_AT_ONCE', field: 'effectiveFrom' }],
  });
});

it.each([
  ['SCH-7', { weekly: [{ day: 'MONDAY', start: '9点', end: '18:00' }] }, 'INVALID_TIME', 'weekly.0.start'],
  ['SCH-7', { weekly: [weekday('MONDAY'), { day: 'TUESDAY', start: '10:00', end: '18:60' }] }, 'INVALID_TIME', 'weekly.1.end'],
  ['SCH-7', { weekly: [{ day: 'MONDAY', start: '10:00' }] }, 'INVALID_TIME', 'weekly.0.end'],
  ['SCH-8', { weekly: [{ day: 'MONDAY', start: '10:00', end: '10:00' }] }, 'INVALID_TIME', 'weekly.0.end'],
  ['SCH-6', { weekly: [weekday('MONDAY'), { day: 'MONDAY', start: '09:00', end: '11:00' }] }, 'WINDOW_OVERLAP', 'weekly.0'],
  ['SCH-2', { weekly: [weekday('SOMEDAY')] }, null, undefined],
  ['SCH-15', { closedNotice: '休息' }, 'MISSING_HOURS', 'closedNotice'],
  ['SCH-15', { closedNotice: '  ' }, 'MISSING_HOURS', 'closedNotice'],
  ['SCH-15', { closedNotice: '{receptionHours}\u0000' }, 'BAD_USER_INPUT', 'closedNotice'],
  ['RES-54', { effectiveFrom: '2026-02-30' }, 'INVALID_RANGE', 'effectiveFrom'],
  ['RES-54', { effectiveFrom: 'tomorrow' }, 'INVALID_TIME', 'effectiveFrom'],
])('%s %j is refused with its field, and nothing is stored', async (_rule, input, code, field) => {
  expect((await save(input)).refusals).toEqual([{ code, field }]);
  expect(await read('receptionVersions { nodes { number } }')).toEqual({ receptionVersions: { nodes: [] } });
});

it('PRM-1 only the main account and administrators save', async () => {
  const codes = [];
  for (const role of ['ADMIN', 'CS_ADMIN', 'OPERATIONS', 'AGENT', 'CONNECTOR', 'OPERATOR'] as const)
    codes.push((await save({ weekly: null }, as(role))).refusals[0]?.code);
  expect(codes).toEqual([undefined, ...Array.from({ length: 5 }, () => 'FORBIDDEN')]);
});

it('INV-6 an unknown and a foreign shop both answer SHOP_NOT_FOUND', async () => {
  const stranger: Caller = { ...as('OWNER'), shop: newId() };
  expect((await save({ weekly: null }, stranger)).refusals).toEqual([{ code: 'SHOP_NOT_FOUND', field: 'shopId' }]);
  expect(await read('reception { state }', stranger)).toEqual([{ code: 'SHOP_NOT_FOUND', field: 'id' }]);
});

it.each(['5', 'now', '2026-02-30T00:00:00Z', '2026-03-02'])('reception at %j is refused', async (at) => {
  expect(await read(`reception(at: "${at}") { state }`)).toEqual([{ code: 'BAD_USER_INPUT', field: 'at' }]);
});

it('SCH-28 holiday mode is copied from the shop and closes it', async () => {
  await know(shopSnapshot(shop, 2, 'Asia/Shanghai', { from: '2026-03-02T04:00:00.000Z', to: '2026-03-04T04:00:00.000Z' }));
  expect(await read('reception { state because nextChangeAt }')).toEqual({
    reception: { state: 'CLOSED', because: 'HOLIDAY_MODE', nextChangeAt: '2026-03-04T04:00:00.000Z' },
  });
});
