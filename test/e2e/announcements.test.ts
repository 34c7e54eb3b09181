import { readTopic, type TopicRecord } from '#test/integration/read-topic';
import { eventually } from '#test/kit/eventually';
import { moveClock } from '#test/kit/move-clock';
import { buyerOf, stageShop, type Operation, type StagedShop } from '#test/kit/staged-shop';
import { startSystem, type TestSystem } from '#test/kit/start-system';

jest.setTimeout(120_000);

/* A change of the hours is announced, through the gateway, to channels and buyers. Times of day are the shop's, Asia/Shanghai. */
const at = (text: string): string => new Date(`${text}+08:00`).toISOString();
const everyDay = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const daily = (start: string, end: string): object[] => everyDay.map((day) => ({ day, start, end }));

let system: TestSystem;
let shop: StagedShop;

beforeAll(async () => {
  system = await startSystem({
    processes: ['shop', 'schedule', 'session', 'routing', 'gateway'],
    clock: { at: at('2026-03-02T14:00:00') },
  });
  shop = await stageShop(system, { name: 'Lamps' });
  await shop.hire('annie', ['AGENT']);
  await shop.tell('owner', 'saveReceptionSchedule', { weekly: daily('10:00', '19:00'), reason: 'Opening' });
  await shop.tell('owner', 'saveReceptionSchedule', { weekly: daily('09:00', '18:00'), effectiveFrom: '2026-03-09', reason: '春季作息' });
});

afterAll(() => system?.stop());

interface Announced {
  readonly announcement: { readonly id: string; readonly state: string; readonly text: string; readonly textEn: string };
  readonly warnings: readonly { readonly code: string }[];
}

const announce = (input: object = {}, operation: Operation = 'announceReceptionHours') => shop.tell<Announced>('owner', operation, input);
const list = async (fields: string): Promise<readonly Record<string, unknown>[]> =>
  (
    await shop.ask<{ shop: { announcements: { nodes: readonly Record<string, unknown>[] } } }>(
      'annie',
      `query($shop: ID!) { shop(id: $shop) { announcements(first: 10) { nodes { ${fields} } } } }`,
    )
  ).shop.announcements.nodes;
const notice = async (): Promise<unknown> =>
  (
    await shop.ask<{ receptionNotice: unknown }>(
      'connector',
      'query($shop: ID!) { receptionNotice(shopId: $shop) { text textEn effectiveFrom } }',
    )
  ).receptionNotice;
const enters = async (): Promise<unknown> =>
  (
    await shop.ask<{ enterChat: unknown }>(
      'connector',
      'mutation($input: EnterChatInput!) { enterChat(input: $input) { session { id } notice { text textEn effectiveFrom } } }',
      { input: { shopId: shop.id, buyer: buyerOf('b1') } },
    )
  ).enterChat;

/** What connectors were told of announcements, up to the marker: a version that is saved now. One event may come more than once, under one id. */
async function told(): Promise<readonly (readonly [type: string, id: unknown])[]> {
  const { version } = await shop.tell<{ version: { number: number } }>('owner', 'saveReceptionSchedule', {
    weekly: daily('10:00', '19:00'),
    reason: 'Marker',
  });
  const records = new Map<string, TopicRecord>();
  await readTopic(system.broker.brokers, 'schedule-changed', (record) => {
    if (record.key === shop.id) records.set(record.id, record);
    return record.key === shop.id && (record.value as { version?: number }).version === version.number && record.type.endsWith('snapshot');
  });
  return [...records.values()]
    .filter(({ type }) => type.includes('announcement'))
    .map(({ type, value }) => [type.replace(/^.*\./, ''), (value as { announcementId: unknown }).announcementId]);
}

let published: string;
let planned: string;

describe('before the hours change', () => {
  it('PRM-1 only who may change the hours announces them, and only a connector reports', async () => {
    const input = { channels: ['SHOP_HOME'] };
    expect((await shop.refusal('annie', 'announceReceptionHours', input)).extensions).toMatchObject({ permission: 'schedule:write' });
    const report = { announcementId: shop.id, channel: 'SHOP_HOME', outcome: 'DELIVERED' };
    expect((await shop.refusal('owner', 'reportAnnouncement', report)).extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('SCH-20 without an announcement who enters the chat sees none, and nothing is said to be wrong', async () => {
    const response = await fetch(`http://127.0.0.1:${system.environment.ports.gateway}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${shop.tokenOf('connector')}` },
      body: JSON.stringify({
        query: 'mutation($input: EnterChatInput!) { enterChat(input: $input) { session { id } notice { text } } }',
        variables: { input: { shopId: shop.id, buyer: buyerOf('b1') } },
      }),
    });
    expect(await response.json()).toEqual({ data: { enterChat: { session: null, notice: null } } });
  });

  it('SCH-20 SCH-21 an announcement says old hours, new hours and the reason, in both languages', async () => {
    const { announcement, warnings } = await announce({ channels: ['NOTICE_BOARD', 'SHOP_HOME'] });
    published = announcement.id;
    expect([announcement.state, warnings]).toEqual(['PUBLISHED', []]);
    expect(announcement.text).toMatch(/春季作息.*2026-03-09.*从10:00-19:00变更为09:00-18:00.*留言/);
    expect(announcement.textEn).toMatch(/2026-03-09.*from 10:00-19:00 to 09:00-18:00.*春季作息.*leave a message/);
  });

  it('SCH-20 buyers see it when they enter the chat, and wherever a connector asks', async () => {
    const seen = {
      text: expect.stringContaining('从10:00-19:00变更为09:00-18:00'),
      textEn: expect.any(String),
      effectiveFrom: at('2026-03-09T00:00:00'),
    };
    expect(await enters()).toEqual({ session: null, notice: seen });
    expect(await notice()).toEqual(seen);
  });

  it('SCH-20 one that comes as late as the hours is warned of, and changes until its time', async () => {
    const late = await announce({ channels: ['SHOP_HOME'], publishAt: at('2026-03-09T00:00:00') });
    expect(late.warnings).toEqual([{ code: 'LATE_ANNOUNCEMENT' }]);
    planned = late.announcement.id;
    const changed = await announce(
      { announcementId: planned, publishAt: at('2026-03-05T10:00:00'), text: '改时间了' },
      'updateAnnouncement',
    );
    expect(changed).toMatchObject({ announcement: { state: 'PLANNED', text: '改时间了', textEn: late.announcement.textEn }, warnings: [] });
    expect((await shop.refusal('owner', 'updateAnnouncement', { announcementId: published, text: 'x' })).extensions).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      field: 'announcementId',
      expected: 'a planned announcement',
    });
  });

  it('SCH-20 a connector reports each channel; the latest event counts, and a wrong one is refused', async () => {
    const report = (more: object) =>
      shop.tell('connector', 'reportAnnouncement', { announcementId: published, outcome: 'DELIVERED', ...more });
    await report({ channel: 'SHOP_HOME', at: at('2026-03-02T13:59:00') });
    await report({ channel: 'SHOP_HOME', outcome: 'FAILED', reason: 'login expired', at: at('2026-03-02T13:58:00') });
    await report({ channel: 'NOTICE_BOARD', outcome: 'FAILED', reason: 'too long' });
    const wrong = { announcementId: published, channel: 'OFFICIAL_ACCOUNT', outcome: 'DELIVERED' };
    expect((await shop.refusal('connector', 'reportAnnouncement', wrong)).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'channel',
      expected: 'one of NOTICE_BOARD, SHOP_HOME',
    });
    expect(await list('id deliveries { channel outcome reason at }')).toContainEqual({
      id: published,
      deliveries: [
        { channel: 'NOTICE_BOARD', outcome: 'FAILED', reason: 'too long', at: at('2026-03-02T14:00:00') },
        { channel: 'SHOP_HOME', outcome: 'DELIVERED', reason: null, at: at('2026-03-02T13:59:00') },
      ],
    });
  });
});

describe('a process that restarts while an announcement waits for its hour', () => {
  it('SCH-20 is down at the hour: it is published when a process is there again, once, though there are two', async () => {
    await system.process('schedule').stop();
    await moveClock(system, at('2026-03-05T10:00:00'));
    await Promise.all([system.process('schedule').start(), system.addCopy('schedule')]);
    await eventually(async () =>
      expect(await list('id state publishedAt')).toContainEqual({
        id: planned,
        state: 'PUBLISHED',
        publishedAt: at('2026-03-05T10:00:00'),
      }),
    );
    expect(await notice()).toMatchObject({ text: '改时间了' });
    expect(await told()).toEqual([
      ['announcement', published],
      ['announcement', planned],
    ]);
  });

  it('SCH-20 is killed about the hour: it is published once', async () => {
    const { announcement } = await announce({ version: 2, channels: ['SHOP_HOME'], publishAt: at('2026-03-06T10:00:00') });
    system.setClock({ at: at('2026-03-06T10:00:00') });
    system.process('schedule').kill();
    await eventually(async () => expect(await list('id state')).toContainEqual({ id: announcement.id, state: 'PUBLISHED' }), {
      timeoutMs: 30_000,
    });
    expect((await told()).filter(([, id]) => id === announcement.id)).toEqual([['announcement', announcement.id]]);
  });
});

it('SCH-20 one that is cancelled is taken from the channels and from the buyers’ sight; that it was removed is reported', async () => {
  for (const { id } of await list('id')) await shop.tell('owner', 'cancelAnnouncement', { announcementId: id });
  expect([await notice(), await enters()]).toEqual([null, { session: null, notice: null }]);
  const removed = { announcementId: published, channel: 'SHOP_HOME', outcome: 'REMOVED' };
  await shop.tell('connector', 'reportAnnouncement', removed);
  expect(await list('id state deliveries { channel outcome }')).toContainEqual({
    id: published,
    state: 'CANCELLED',
    deliveries: [
      { channel: 'NOTICE_BOARD', outcome: 'FAILED' },
      { channel: 'SHOP_HOME', outcome: 'REMOVED' },
    ],
  });
  expect((await told()).filter(([type]) => type === 'announcement-cancelled')).toHaveLength(3);
});

it('SCH-20 what was taken back before it acts is shown to nobody', async () => {
  const { version } = await shop.tell<{ version: { number: number } }>('owner', 'saveReceptionSchedule', {
    weekly: daily('08:00', '17:00'),
    effectiveFrom: '2026-03-10',
    reason: 'Spring',
  });
  await announce({ channels: ['SHOP_HOME'], version: version.number });
  expect(await enters()).toMatchObject({ notice: { effectiveFrom: at('2026-03-10T00:00:00') } });
  await shop.tell('owner', 'withdrawReceptionVersion', { version: version.number });
  expect(await enters()).toMatchObject({ notice: null });
});
