import { saveAccountCopies } from '#services/schedule/copies/store/account-copies';
import { newId } from '#libs/platform/process/ids';
import { office, onDays, openScheduleHouse, workdays, type HouseShop, type ScheduleHouse } from './schedule-house';
import { accountSnapshot } from './account-snapshot';

let house: ScheduleHouse;
let shop: HouseShop;

beforeAll(async () => {
  house = await openScheduleHouse();
});

beforeEach(async () => {
  house.setClock('2026-03-02T06:00:00.000Z');
  shop = await house.openShop();
  await shop.act('saveReceptionSchedule', { weekly: office, closedNotice: '{receptionHours}见' }, 'version { number }');
});

afterAll(() => house.close());

const fields = `revision basedOn isStale groupId effectiveFrom reason savedAt savedBy { id } followsShop weekly { day start end }
  seasons { name } ranges { name windows { start end } } closures { name from to } holidayRule holidayWindows { start end } followMakeUpWorkdays makeUpDay
  closedNotice`;

const draft = (input: object) => shop.act('saveReceptionDraft', input, `draft { ${fields} }`);
const publish = (input: object = {}) =>
  shop.act<{ version: Record<string, unknown> }>(
    'publishReceptionDraft',
    input,
    'version { number effectiveFrom weekly { day start end } closures { name } closedNotice reason } warnings { code }',
  );
const shown = async () =>
  (await shop.read<{ receptionDraft: Record<string, unknown> | null }>(`receptionDraft { ${fields} }`)).receptionDraft;
const stateNow = async () => (await shop.read('reception { state version }'))['reception'];

it('a draft begins with the hours in force, acts on nothing and is published as the next version', async () => {
  const closures = [{ name: '盘点', from: '2026-03-02', to: '2026-03-03' }];
  expect(await draft({ closures, reason: '盘点' })).toMatchObject({
    draft: {
      revision: 1,
      basedOn: 1,
      isStale: false,
      weekly: office,
      closures,
      closedNotice: '{receptionHours}见',
      savedBy: { id: shop.as('OWNER').account },
    },
  });
  expect(await stateNow()).toEqual({ state: 'OPEN', version: 1 });
  expect(await draft({ closedNotice: null })).toMatchObject({ draft: { revision: 2, closures, reason: '盘点', closedNotice: null } });
  expect(await publish()).toEqual({
    version: {
      number: 2,
      effectiveFrom: '2026-03-02T06:00:00.000Z',
      weekly: office,
      closures: [{ name: '盘点' }],
      closedNotice: null,
      reason: '盘点',
    },
    warnings: [],
  });
  expect(await stateNow()).toEqual({ state: 'CLOSED', version: 2 });
  expect(await shown()).toBeNull();
});

it('a draft is discarded, and there is one of each group apart from the shop’s', async () => {
  const groupId = newId();
  await draft({ weekly: [] });
  await draft({ groupId, weekly: null });
  expect(await shop.read(`receptionDraft(groupId: "${groupId}") { groupId weekly { day } }`)).toEqual({
    receptionDraft: { groupId, weekly: null },
  });
  expect(await shop.act('discardReceptionDraft', { groupId }, 'discarded')).toEqual({ discarded: true });
  expect(await shop.act('discardReceptionDraft', { groupId }, 'discarded')).toEqual({ discarded: false });
  expect(await shown()).toMatchObject({ groupId: null, weekly: [] });
});

it('VERSION_CONFLICT hours that changed since the draft began are not overwritten, unless somebody looked at them', async () => {
  await draft({ weekly: [] });
  await shop.act('saveReceptionSchedule', { weekly: onDays(workdays, '09:00', '18:00') }, 'version { number }');
  expect(await shown()).toMatchObject({ basedOn: 1, isStale: true });
  expect(await shop.attempt('publishReceptionDraft', {})).toEqual([{ code: 'VERSION_CONFLICT', field: 'expectedVersion' }]);
  expect(await shop.attempt('publishReceptionDraft', { expectedVersion: 1 })).toEqual([
    { code: 'VERSION_CONFLICT', field: 'expectedVersion' },
  ]);
  expect(await draft({ expectedVersion: 2 })).toMatchObject({ draft: { basedOn: 2, isStale: false, weekly: [] } });
  expect((await publish()).version).toMatchObject({ number: 3, weekly: [] });
});

it('VERSION_CONFLICT a draft that somebody else has changed is neither changed, discarded nor published', async () => {
  await draft({ weekly: [], expectedRevision: 0 });
  await draft({ weekly: null, expectedRevision: 1 });
  for (const operation of ['saveReceptionDraft', 'discardReceptionDraft', 'publishReceptionDraft'])
    expect(await shop.attempt(operation, { expectedRevision: 1 })).toEqual([{ code: 'VERSION_CONFLICT', field: 'expectedRevision' }]);
  expect((await publish({ expectedRevision: 2, effectiveFrom: '2026-03-09', reason: 'A' })).version).toMatchObject({
    weekly: null,
    effectiveFrom: '2026-03-08T16:00:00.000Z',
    reason: 'A',
  });
});

it('SCH-7 what could not be published is refused, and the draft stays as it was', async () => {
  await draft({ weekly: [] });
  expect(await shop.attempt('saveReceptionDraft', { weekly: [{ day: 'MONDAY', start: '25:00', end: '26:00' }] })).toEqual([
    { code: 'INVALID_TIME', field: 'weekly.0.start' },
  ]);
  expect(await shop.attempt('saveReceptionDraft', { effectiveFrom: '2026-02-30' })).toEqual([
    { code: 'INVALID_RANGE', field: 'effectiveFrom' },
  ]);
  expect(await shown()).toMatchObject({ revision: 1, weekly: [] });
  expect(await shop.attempt('publishReceptionDraft', { groupId: newId() })).toEqual([{ code: 'DRAFT_NOT_FOUND', field: 'groupId' }]);
});

it('INV-3 the same commandId publishes once', async () => {
  await draft({ weekly: [] });
  const first = await publish({ commandId: 'p' });
  expect(await publish({ commandId: 'p' })).toEqual(first);
  const begun = await draft({ weekly: [], commandId: 'd' });
  expect(await draft({ weekly: [], commandId: 'd' })).toEqual(begun);
});

it('PRM-1 drafts and what they touch are for whoever may change the hours', async () => {
  await draft({ weekly: [] });
  for (const field of ['receptionDraft { revision }', 'receptionPreview { effectiveFrom }'])
    expect((await shop.refusedRead(field, shop.as('AGENT')))[0]?.code).toBe('FORBIDDEN');
  for (const operation of ['saveReceptionDraft', 'discardReceptionDraft', 'publishReceptionDraft'])
    expect((await shop.attempt(operation, {}, shop.as('CS_ADMIN')))[0]?.code).toBe('FORBIDDEN');
});

describe('a preview', () => {
  const preview = async (args = '') =>
    (
      await shop.read<{ receptionPreview: Record<string, unknown> }>(`receptionPreview${args} { effectiveFrom waitingBuyers
        before { state nextChangeAt } after { state nextChangeAt receptionHours }
        days { date before { windows { start end } rule { kind } } after { windows { start end } rule { kind name } } } }`)
    ).receptionPreview;

  it('lists the days that differ with before and after, and what buyers who wait are told otherwise', async () => {
    await draft({ closures: [{ name: '盘点', from: '2026-03-02', to: '2026-03-03' }] });
    const weekday = { windows: [{ start: '10:00', end: '19:00' }], rule: { kind: 'WEEKLY' } };
    const closed = { windows: [], rule: { kind: 'CLOSURE', name: '盘点' } };
    expect(await preview()).toEqual({
      effectiveFrom: '2026-03-02T06:00:00.000Z',
      waitingBuyers: 'BECOME_LEFT_MESSAGES',
      before: { state: 'OPEN', nextChangeAt: '2026-03-02T11:00:00.000Z' },
      after: { state: 'CLOSED', nextChangeAt: '2026-03-04T02:00:00.000Z', receptionHours: '周一至周五10:00-19:00,周六至周日11:00-18:00' },
      days: [
        { date: '2026-03-02', before: weekday, after: closed },
        { date: '2026-03-03', before: weekday, after: closed },
      ],
    });
    expect(await stateNow()).toEqual({ state: 'OPEN', version: 1 });
  });

  it('of what acts later touches nobody who waits now; plans that stand are seen', async () => {
    await shop.act('saveReceptionSchedule', { weekly: null, effectiveFrom: '2026-03-11' }, 'version { number }');
    await draft({ weekly: [], effectiveFrom: '2026-03-09' });
    const { days, waitingBuyers } = await preview('(days: 10)');
    expect([(days as { date: string }[]).map(({ date }) => date), waitingBuyers]).toEqual([['2026-03-09', '2026-03-10'], 'UNCHANGED']);
  });

  it('SCH-20 STF-15 names shifts outside the new hours, and says whether buyers are told of the change', async () => {
    const agentId = newId();
    await house.deps.db.transaction([shop.id], (tx) => saveAccountCopies(tx, [accountSnapshot(shop.id, agentId)]));
    const late = { agentId, date: '2026-03-09', start: '15:00', end: '19:00' };
    await shop.act('saveShifts', { shifts: [late, { ...late, start: '10:00', end: '15:00' }] }, 'revision');
    const change = { weekly: onDays(workdays, '10:00', '18:00'), effectiveFrom: '2026-03-09', reason: 'A' };
    await draft(change);
    const asked = 'receptionPreview { announcementMissing shiftsOutside { shift { start } times { from to } } }';
    expect((await shop.read(asked))['receptionPreview']).toEqual({
      announcementMissing: true,
      shiftsOutside: [{ shift: { start: '15:00' }, times: [{ from: '2026-03-09T10:00:00.000Z', to: '2026-03-09T11:00:00.000Z' }] }],
    });
    await shop.act('saveReceptionSchedule', change, 'version { number }');
    await shop.act('announceReceptionHours', { channels: ['SHOP_HOME'] }, 'announcement { id }');
    expect((await shop.read(asked))['receptionPreview']).toMatchObject({ announcementMissing: false });
  });

  it('of a group compares with what the group has now', async () => {
    const groupId = newId();
    await draft({ groupId, weekly: onDays(['MONDAY'], '10:00', '19:00') });
    const { days } = await preview(`(groupId: "${groupId}", days: 7)`);
    expect((days as { date: string }[]).map(({ date }) => date)).toEqual(
      ['03', '04', '05', '06', '07', '08'].map((date) => `2026-03-${date}`),
    );
  });

  it('knows the holidays that the version would have', async () => {
    await draft({ holidayRule: 'CLOSED', effectiveFrom: '2026-10-01' });
    const { days } = await preview('(days: 7)');
    expect(days).toHaveLength(7);
  });

  it('is none without a draft, and of 1 to 400 days', async () => {
    expect(await preview()).toBeNull();
    for (const days of [0, 401])
      expect(await shop.refusedRead(`receptionPreview(days: ${days}) { effectiveFrom }`)).toEqual([
        { code: 'BAD_USER_INPUT', field: 'days' },
      ]);
  });
});
