import { newId } from '#libs/platform/process/ids';
import { publishDue } from '#services/schedule/announcements/app/publish';
import { lockShopCopy } from '#services/schedule/copies/store/shop-copies';
import { callerAs } from '#test/kit/caller-as';
import { eventually } from '#test/kit/eventually';
import { onDays, openScheduleHouse, weekend, workdays, type HouseShop, type ScheduleHouse } from './schedule-house';

const daily = (start: string, end: string) => onDays([...workdays, ...weekend], start, end);

let house: ScheduleHouse;
let shop: HouseShop;

beforeAll(async () => {
  house = await openScheduleHouse();
});

/** The hours change on Monday 2026-03-09; it is the Monday before. */
beforeEach(async () => {
  house.setClock('2026-03-02T06:00:00.000Z');
  shop = await house.openShop();
  await shop.act('saveReceptionSchedule', { weekly: daily('10:00', '19:00') }, 'version { number }');
  await shop.act(
    'saveReceptionSchedule',
    { weekly: daily('09:00', '18:00'), effectiveFrom: '2026-03-09', reason: '春季作息' },
    'version { number }',
  );
});

afterAll(() => house.close());

interface Answer {
  readonly announcement: {
    readonly id: string;
    readonly text: string;
    readonly textEn: string;
    readonly state: string;
    readonly version: number;
  };
  readonly warnings: readonly { readonly code: string; readonly field: string }[];
}

const selection = 'announcement { id version text textEn state publishedAt isOutdated channels } warnings { code field }';
const announce = (input: object = {}) =>
  shop.act<Answer>('announceReceptionHours', { channels: ['SHOP_HOME', 'NOTICE_BOARD'], ...input }, selection);
const told = () => shop.told().filter(({ type }) => type.startsWith('announcement'));
const list = async (fields: string) =>
  (await shop.read<{ announcements: { nodes: Record<string, unknown>[] } }>(`announcements { nodes { ${fields} } }`)).announcements.nodes;
const connector = () => callerAs('CONNECTOR', shop.id);
const notice = async (at?: string) => {
  const { data, refusals } = await house.ask(
    callerAs('BUYER', shop.id),
    `query ($shop: ID!, $at: DateTime) { receptionNotice(shopId: $shop, at: $at) { text effectiveFrom } }`,
    {
      shop: shop.id,
      at,
    },
  );
  expect(refusals).toEqual([]);
  return data['receptionNotice'] as { text: string; effectiveFrom: string } | null;
};

describe('an announcement', () => {
  it('SCH-20 SCH-21 of the planned hours is published at once, with a text made from them', async () => {
    const { announcement, warnings } = await announce();
    expect(announcement).toMatchObject({ version: 2, state: 'PUBLISHED', publishedAt: '2026-03-02T06:00:00.000Z', isOutdated: false });
    for (const part of ['从10:00-19:00变更为09:00-18:00', '春季作息', '2026-03-09']) expect(announcement.text).toContain(part);
    expect(announcement.textEn).toContain('from 10:00-19:00 to 09:00-18:00');
    expect(warnings).toEqual([]);
    expect(told().map(({ type, value }) => [type, value.channels, value.version])).toEqual([
      ['announcement', ['SHOP_HOME', 'NOTICE_BOARD'], 2],
    ]);
  });

  it.each([
    ['2026-03-08T15:59:59Z', []],
    ['2026-03-08T16:00:00Z', ['LATE_ANNOUNCEMENT']],
  ])('SCH-20 published at %s warns %j, since the hours act from midnight', async (publishAt, codes) => {
    expect((await announce({ publishAt })).warnings.map(({ code }) => code)).toEqual(codes);
  });

  it('SCH-20 waits for its time, and is published once, however many look', async () => {
    const { announcement } = await announce({ publishAt: '2026-03-05T02:00:00Z', text: '改时间了' });
    expect(announcement).toMatchObject({ state: 'PLANNED', text: '改时间了' });
    house.setClock('2026-03-05T01:59:59.999Z');
    await publishDue(house.deps);
    expect(told()).toEqual([]);
    house.setClock('2026-03-05T02:00:00.000Z');
    await Promise.all([publishDue(house.deps), publishDue(house.deps), publishDue(house.deps)]);
    await publishDue(house.deps);
    expect(told().map(({ value }) => value.text)).toEqual(['改时间了']);
    expect(await list('state publishedAt')).toEqual([{ state: 'PUBLISHED', publishedAt: '2026-03-05T02:00:00.000Z' }]);
  });

  it('keeps no other back when it cannot be published now', async () => {
    await announce({ publishAt: '2026-03-05T02:00:00Z' });
    const other = await house.openShop();
    await other.act('saveReceptionSchedule', { weekly: [], effectiveFrom: '2026-03-09', reason: 'A' }, 'version { number }');
    await other.act('announceReceptionHours', { channels: ['SHOP_HOME'], publishAt: '2026-03-05T01:00:00Z' }, 'announcement { id }');
    house.setClock('2026-03-05T03:00:00.000Z');
    await house.deps.db.transaction([other.id], async (tx) => {
      await lockShopCopy(tx, other.id);
      const round = publishDue(house.deps);
      await eventually(() => expect(told()).toHaveLength(1), { timeoutMs: 1_000 });
      expect(other.told().filter(({ type }) => type === 'announcement')).toEqual([]);
      void round.catch(() => undefined);
    });
    await eventually(async () => {
      await publishDue(house.deps);
      expect(other.told().filter(({ type }) => type === 'announcement')).toHaveLength(1);
    });
  });

  it('changes until it is published, field by field', async () => {
    const { announcement } = await announce({ publishAt: '2026-03-05T02:00:00Z' });
    const input = { announcementId: announcement.id, channels: ['OFFICIAL_ACCOUNT'] };
    expect((await shop.act<Answer>('updateAnnouncement', input, selection)).announcement).toMatchObject({
      channels: ['OFFICIAL_ACCOUNT'],
      text: announcement.text,
    });
    await shop.act('updateAnnouncement', { announcementId: announcement.id, publishAt: '2026-03-01T00:00:00Z' }, selection);
    expect(told()).toHaveLength(1);
    expect(await shop.attempt('updateAnnouncement', input)).toEqual([{ code: 'ILLEGAL_TRANSITION', field: 'announcementId' }]);
  });

  it('is cancelled: before its time nobody hears of it, afterwards connectors are told', async () => {
    const planned = await announce({ publishAt: '2026-03-05T02:00:00Z' });
    await shop.act('cancelAnnouncement', { announcementId: planned.announcement.id }, selection);
    house.setClock('2026-03-06T00:00:00.000Z');
    await publishDue(house.deps);
    expect(told()).toEqual([]);
    const published = await announce();
    await shop.act('cancelAnnouncement', { announcementId: published.announcement.id }, selection);
    await shop.act('cancelAnnouncement', { announcementId: published.announcement.id }, selection);
    expect(told().map(({ type }) => type)).toEqual(['announcement', 'announcement-cancelled']);
  });

  it('INV-3 the same commandId announces once', async () => {
    expect(await announce({ commandId: 'a' })).toEqual(await announce({ commandId: 'a' }));
    expect(told()).toHaveLength(1);
  });

  it('is outdated once its version was taken back, or another one acts instead', async () => {
    await announce();
    expect(await list('isOutdated')).toEqual([{ isOutdated: false }]);
    await shop.act('saveReceptionSchedule', { weekly: daily('08:00', '18:00'), effectiveFrom: '2026-03-09' }, 'version { number }');
    expect(await list('isOutdated')).toEqual([{ isOutdated: true }]);
    await shop.act('withdrawReceptionVersion', { version: 3 }, 'version { number }');
    expect(await list('isOutdated')).toEqual([{ isOutdated: false }]);
    await shop.act('withdrawReceptionVersion', { version: 2 }, 'version { number }');
    expect(await list('isOutdated')).toEqual([{ isOutdated: true }]);
  });
});

describe('connectors', () => {
  const report = (announcementId: string, more: object = {}) =>
    shop.attempt('reportAnnouncement', { announcementId, channel: 'SHOP_HOME', outcome: 'DELIVERED', ...more }, connector());

  it('SCH-20 report what became of it at each channel; the later report counts', async () => {
    const { announcement } = await announce();
    expect(await report(announcement.id, { outcome: 'FAILED', reason: 'login expired' })).toEqual([]);
    expect(await report(announcement.id)).toEqual([]);
    expect(await report(announcement.id, { channel: 'NOTICE_BOARD', outcome: 'FAILED', reason: 'too long' })).toEqual([]);
    expect(await list('deliveries { channel outcome reason }')).toEqual([
      {
        deliveries: [
          { channel: 'NOTICE_BOARD', outcome: 'FAILED', reason: 'too long' },
          { channel: 'SHOP_HOME', outcome: 'DELIVERED', reason: null },
        ],
      },
    ]);
  });

  it('SCH-20 may report late and in any order: of a channel the latest event counts', async () => {
    const { announcement } = await announce();
    house.setClock('2026-03-02T08:00:00.000Z');
    expect(await report(announcement.id, { at: '2026-03-02T07:00:00Z' })).toEqual([]);
    expect(await report(announcement.id, { outcome: 'FAILED', reason: 'busy', at: '2026-03-02T06:59:59Z' })).toEqual([]);
    expect(await list('deliveries { outcome reason at reportedAt }')).toEqual([
      { deliveries: [{ outcome: 'DELIVERED', reason: null, at: '2026-03-02T07:00:00.000Z', reportedAt: '2026-03-02T08:00:00.000Z' }] },
    ]);
    expect(await report(announcement.id, { at: 'soon' })).toEqual([{ code: 'BAD_USER_INPUT', field: 'at' }]);
  });

  it('SCH-20 report of one that was cancelled what it is: delivered before, or taken away; not cancelled, nothing was taken away', async () => {
    const { announcement } = await announce();
    expect(await report(announcement.id, { outcome: 'REMOVED' })).toEqual([{ code: 'ILLEGAL_TRANSITION', field: 'outcome' }]);
    await shop.act('cancelAnnouncement', { announcementId: announcement.id }, selection);
    expect(await report(announcement.id)).toEqual([]);
    expect(await list('state deliveries { outcome }')).toEqual([{ state: 'CANCELLED', deliveries: [{ outcome: 'DELIVERED' }] }]);
    expect(await report(announcement.id, { outcome: 'REMOVED' })).toEqual([]);
    expect(await list('deliveries { outcome }')).toEqual([{ deliveries: [{ outcome: 'REMOVED' }] }]);
  });

  it('report of what was published, and where it goes', async () => {
    const planned = await announce({ publishAt: '2026-03-05T02:00:00Z' });
    expect(await report(planned.announcement.id)).toEqual([{ code: 'ILLEGAL_TRANSITION', field: 'announcementId' }]);
    const { announcement } = await announce();
    expect(await report(announcement.id, { channel: 'OFFICIAL_ACCOUNT' })).toEqual([{ code: 'BAD_USER_INPUT', field: 'channel' }]);
    expect(await report(newId())).toEqual([{ code: 'ANNOUNCEMENT_NOT_FOUND', field: 'announcementId' }]);
  });
});

it('SCH-21 the text says what a version takes back or plans for later', async () => {
  const spring = { name: '春节', from: '2027-02-05', to: '2027-02-11' };
  await shop.act('saveReceptionSchedule', { closures: [spring], effectiveFrom: '2026-03-10', reason: 'A' }, 'version { number }');
  expect((await announce()).announcement.text).toContain('2027-02-05至2027-02-11休息(春节)');
  await shop.act('saveReceptionSchedule', { closures: null, effectiveFrom: '2026-03-11', reason: 'B' }, 'version { number }');
  expect((await announce()).announcement).toMatchObject({
    text: expect.stringContaining('客服接待时间2027-02-05至2027-02-11不再休息(春节)。'),
    textEn: expect.stringContaining('are no longer suspended on 2027-02-05 to 2027-02-11 (春节).'),
  });
});

it('SCH-21 a group’s first hours of its own are compared with those of the shop', async () => {
  const groupId = newId();
  const { version } = await shop.act<{ version: { number: number } }>(
    'saveReceptionSchedule',
    { groupId, weekly: daily('12:00', '20:00'), effectiveFrom: '2026-03-03', reason: 'Night team' },
    'version { number }',
  );
  expect((await announce({ version: version.number })).announcement.text).toContain('从10:00-19:00变更为12:00-20:00');
  const back = await shop.act<{ version: { number: number } }>(
    'saveReceptionSchedule',
    { groupId, followsShop: true, effectiveFrom: '2026-03-04', reason: 'One team' },
    'version { number }',
  );
  expect((await announce({ version: back.version.number })).announcement.text).toContain('从12:00-20:00变更为10:00-19:00');
});

describe('what buyers see', () => {
  it('SCH-20 from its publication until the hours act, unless it is outdated or cancelled', async () => {
    expect(await notice()).toBeNull();
    const { announcement } = await announce({ publishAt: '2026-03-05T02:00:00Z' });
    house.setClock('2026-03-05T02:00:00.000Z');
    await publishDue(house.deps);
    expect(await notice('2026-03-05T01:59:59Z')).toBeNull();
    expect(await notice()).toMatchObject({ effectiveFrom: '2026-03-08T16:00:00.000Z' });
    expect(await notice('2026-03-08T15:59:59Z')).not.toBeNull();
    expect(await notice('2026-03-08T16:00:00Z')).toBeNull();
    await shop.act('withdrawReceptionVersion', { version: 2 }, 'version { number }');
    expect(await notice()).toBeNull();
    await shop.act('cancelAnnouncement', { announcementId: announcement.id }, selection);
    expect(await notice()).toBeNull();
  });
});

it.each([
  ['no channel', { channels: [] }, 'BAD_USER_INPUT', 'channels'],
  ['a channel twice', { channels: ['SHOP_HOME', 'SHOP_HOME'] }, 'BAD_USER_INPUT', 'channels'],
  ['a version that is none', { version: 9 }, 'VERSION_NOT_FOUND', 'version'],
  ['an empty text', { text: '  ' }, 'BAD_USER_INPUT', 'text'],
  ['a version without a reason', { version: 1 }, 'MISSING_REASON', 'reason'],
])('SCH-21 an announcement with %s is refused, and nobody is told', async (_what, input, code, field) => {
  expect(await shop.attempt('announceReceptionHours', { channels: ['SHOP_HOME'], ...input })).toEqual([{ code, field }]);
  expect(told()).toEqual([]);
  expect(await list('id')).toEqual([]);
});

it('INV-6 another shop’s announcement is none', async () => {
  const { announcement } = await announce();
  const other = await house.openShop();
  expect(await other.attempt('cancelAnnouncement', { announcementId: announcement.id })).toEqual([
    { code: 'ANNOUNCEMENT_NOT_FOUND', field: 'announcementId' },
  ]);
});
