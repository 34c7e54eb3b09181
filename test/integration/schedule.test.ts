import { createOutbox, type OutboxListener } from '#libs/messaging/outbox/outbox';
import type { Caller } from '#libs/platform/access/caller';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { commandOf } from '#libs/platform/graphql/command';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { readReception } from '#services/schedule/reception/app/read-reception';
import { readVersions } from '#services/schedule/hours/app/read-versions';
import { saveSchedule as save, type SaveScheduleInput } from '#services/schedule/hours/app/save-schedule';
import type { Deps, ReadDeps } from '#services/schedule/deps';
import type { WeeklyText } from '#services/schedule/hours/domain/windows';
import { saveShopCopies } from '#services/schedule/copies/store/shop-copies';
import { scheduleSchema } from '#services/schedule/migrations/index';
import { createDatabases } from '#test/kit/databases';
import { tableDrift } from '#test/kit/table-drift';
import { shopSnapshot } from './shop-snapshot';
import { callerAs } from '#test/kit/caller-as';

const log = createLog({ service: 'test', level: 'silent' });
const silent: OutboxListener = { appending: () => undefined, committed: () => undefined };
const clock = { now: () => new Date('2026-03-02T06:00:00Z') };

let db: Database;

beforeAll(async () => {
  const { schedule } = await createDatabases(['schedule']);
  db = createDatabase({ url: schedule.app, max: 6, log, name: 'schedule-test' });
});

afterAll(() => db.close());

interface Call {
  readonly deps: Deps & ReadDeps;
  readonly caller: Caller;
}

const saveSchedule = ({ deps, caller }: Call, input: SaveScheduleInput) =>
  save(deps, commandOf('saveReceptionSchedule', input.shopId, input, { caller, traceparent: null, extra: undefined }));

/** A shop in Shanghai that this service knows, and a call by its owner. */
async function knownShop(): Promise<{ shopId: string; call: Call }> {
  const shopId = newId();
  await db.transaction([shopId], (tx) => saveShopCopies(tx, [shopSnapshot(shopId, 1, 'Asia/Shanghai')]));
  const caller = callerAs('OWNER', shopId);
  return { shopId, call: { deps: { db, readDb: db, outbox: createOutbox(silent), clock, newId }, caller } };
}

const monday = (start: string, end: string): WeeklyText => ({ day: 'MONDAY', start, end });
const receptionAt = async (call: Call, shopId: string, at: string) => (await readReception(call.deps, shopId, new Date(at))).open;

it('SCH-10 a shop without a schedule is open', async () => {
  const { shopId, call } = await knownShop();
  expect(await readReception(call.deps, shopId, clock.now())).toMatchObject({
    open: true,
    because: 'NO_SCHEDULE',
    version: null,
    nextChangeAt: null,
  });
});

it('SCH-11 a save acts at once, and earlier versions are kept', async () => {
  const { shopId, call } = await knownShop();
  await saveSchedule(call, { shopId, weekly: [monday('09:00', '18:00')] });
  expect(await receptionAt(call, shopId, '2026-03-02T06:00:00Z')).toBe(true);
  await saveSchedule(call, { shopId, weekly: [monday('09:00', '13:00')] });
  expect(await receptionAt(call, shopId, '2026-03-02T06:00:00Z')).toBe(false);
  expect((await readVersions(call.deps, { shopId, subject: null, first: 20 })).versions.map(({ version }) => version)).toEqual([2, 1]);
});

it('SCH-7 of a save with one wrong time nothing is stored, and the earlier hours stay', async () => {
  const { shopId, call } = await knownShop();
  await saveSchedule(call, { shopId, weekly: [monday('09:00', '18:00')] });
  await expect(saveSchedule(call, { shopId, weekly: [monday('10:00', '12:00'), monday('25:00', '26:00')] })).rejects.toMatchObject({
    code: 'INVALID_TIME',
    field: 'weekly.1.start',
  });
  expect((await readVersions(call.deps, { shopId, subject: null, first: 20 })).versions).toHaveLength(1);
});

it('SCH-15 a closed notice that does not tell the hours is refused; 具体接待时间 is an alias', async () => {
  const { shopId, call } = await knownShop();
  await expect(saveSchedule(call, { shopId, weekly: [], closedNotice: '我们休息了' })).rejects.toMatchObject({
    code: 'MISSING_HOURS',
    field: 'closedNotice',
  });
  const { version } = await saveSchedule(call, { shopId, weekly: [], closedNotice: '接待时间{具体接待时间},请留言' });
  expect(version.closedNotice).toBe('接待时间{receptionHours},请留言');
});

it('RES-52 a plan from a bare date acts from local midnight and stands when something is saved meanwhile', async () => {
  const { shopId, call } = await knownShop();
  const { version: planned } = await saveSchedule(call, { shopId, weekly: [], effectiveFrom: '2026-03-09' });
  await saveSchedule(call, { shopId, weekly: [monday('00:00', '24:00')] });
  expect(planned.effectiveFrom.toISOString()).toBe('2026-03-08T16:00:00.000Z');
  expect([await receptionAt(call, shopId, '2026-03-02T06:00:00Z'), await receptionAt(call, shopId, '2026-03-09T06:00:00Z')]).toEqual([
    true,
    false,
  ]);
});

it('SCH-11 a date that has begun acts at once, not behind the version in force', async () => {
  const { shopId, call } = await knownShop();
  await saveSchedule(call, { shopId, weekly: [] });
  const saved = await saveSchedule(call, { shopId, weekly: [monday('00:00', '24:00')], effectiveFrom: '2026-03-02' });
  expect([saved.wasPast, saved.version.effectiveFrom]).toEqual([true, clock.now()]);
  expect(await receptionAt(call, shopId, '2026-03-02T06:00:00Z')).toBe(true);
});

it('RES-53 the next change sees plans, and what is asked about the past is answered by the version of that time', async () => {
  const { shopId, call } = await knownShop();
  const at = (instant: string): Call => ({ ...call, deps: { ...call.deps, clock: { now: () => new Date(instant) } } });
  await saveSchedule(at('2026-03-02T00:00:00Z'), { shopId, weekly: [] });
  await saveSchedule(at('2026-03-03T00:00:00Z'), { shopId, weekly: null, effectiveFrom: '2026-09-01' });
  await saveSchedule(at('2026-03-04T00:00:00Z'), { shopId, weekly: [monday('09:00', '10:00')], effectiveFrom: '2026-10-01' });
  const reception = (instant: string) => readReception(call.deps, shopId, new Date(instant));
  expect(await reception('2026-03-05T00:00:00Z')).toMatchObject({
    open: false,
    version: 1,
    receptionHours: null,
    nextChangeAt: new Date('2026-08-31T16:00:00Z'),
  });
  expect(await reception('2026-03-01T00:00:00Z')).toMatchObject({
    open: true,
    version: null,
    nextChangeAt: new Date('2026-03-02T00:00:00Z'),
  });
  expect(await reception('2026-11-01T00:00:00Z')).toMatchObject({ open: false, version: 3, receptionHours: '周一09:00-10:00' });
});

it('concurrent saves take numbers one after the other', async () => {
  const { shopId, call } = await knownShop();
  const saved = await Promise.all(Array.from({ length: 6 }, () => saveSchedule(call, { shopId, weekly: null })));
  expect(saved.map(({ version }) => version.version).sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

it('INV-3 the same commandId saves once', async () => {
  const { shopId, call } = await knownShop();
  const first = await saveSchedule(call, { shopId, weekly: null, commandId: 'c1' });
  expect(await saveSchedule(call, { shopId, weekly: null, commandId: 'c1' })).toEqual(first);
  await expect(saveSchedule(call, { shopId, weekly: [], commandId: 'c1' })).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED' });
});

it('an older snapshot of the shop never overwrites a newer one', async () => {
  const { shopId, call } = await knownShop();
  await db.transaction([shopId], (tx) => saveShopCopies(tx, [shopSnapshot(shopId, 3, 'Europe/Berlin')]));
  await db.transaction([shopId], (tx) => saveShopCopies(tx, [shopSnapshot(shopId, 2, 'America/New_York')]));
  const { version: planned } = await saveSchedule(call, { shopId, weekly: null, effectiveFrom: '2026-03-09' });
  expect(planned.effectiveFrom.toISOString()).toBe('2026-03-08T23:00:00.000Z');
});

it('a shop that never comes is SHOP_NOT_FOUND, and may be tried again', async () => {
  const { call } = await knownShop();
  await expect(saveSchedule(call, { shopId: newId(), weekly: null })).rejects.toMatchObject({ code: 'SHOP_NOT_FOUND', retryable: true });
});

it('INV-6 one shop does not see the versions of another', async () => {
  const [mine, theirs] = [await knownShop(), await knownShop()];
  await saveSchedule(theirs.call, { shopId: theirs.shopId, weekly: [] });
  const seen = { name: 'versions-seen', text: 'SELECT shop_id FROM reception_version' };
  expect(await db.transaction([mine.shopId], (tx) => tx.query(seen))).toEqual([]);
  expect(await db.transaction([], (tx) => tx.query(seen))).toEqual([]);
  expect(await db.transaction([theirs.shopId], (tx) => tx.query(seen))).toEqual([{ shop_id: theirs.shopId }]);
});

it('the migrated schedule tables are those the code defines', async () => {
  expect(await tableDrift(scheduleSchema)).toEqual([]);
});
