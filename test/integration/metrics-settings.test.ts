import type { InboxEvent } from '#libs/messaging/index';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { createOutbox } from '#libs/messaging/outbox/outbox';
import { createConsumes } from '#services/metrics/consumers';
import { features } from '#services/metrics/features';
import { projectionVersion } from '#services/metrics/figures/domain/session-figure';
import { recomputeOutdated } from '#services/metrics/rebuild/app/recompute';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { createDatabases } from '#test/kit/databases';
import { receivedEvent } from '#test/kit/received-event';
import { tellStory, type PlannedSession } from './metrics-recount';
import { shopSnapshot } from './shop-snapshot';

const log = createLog({ service: 'test', level: 'silent' });
const clock = { now: () => new Date('2026-03-05T02:00:00Z') };
let db: Database;
let workerDb: Database;
let ask: Ask;
let shopId: string;

beforeAll(async () => {
  const { metrics } = await createDatabases(['metrics']);
  db = createDatabase({ url: metrics.app, max: 4, log, name: 'metrics-settings-test' });
  workerDb = createDatabase({ url: metrics.worker, max: 2, log, name: 'metrics-settings-test-worker' });
  const outbox = createOutbox({ appending: () => undefined, committed: () => undefined });
  const { resolvers, extra } = features({ db, readDb: db, workerDb, outbox, clock, newId, log });
  ask = askSubgraph('metrics', resolvers, extra);
});

afterAll(() => Promise.all([db.close(), workerDb.close()]));

/** Monday and Tuesday, 10:00: each answered after 13 hours. */
const sessions = [0, 1].map((day): PlannedSession => ({
  ...{ day, minute: 600, buyer: day + 1, channel: 'WEB', status: 'UNPAID', entry: null, agent: 'A', replyMinutes: 13 * 60, wait: null },
}));

const take = (events: readonly InboxEvent[]): Promise<void> => db.transaction([shopId], (tx) => createConsumes(clock).take(tx, events));

const snapshot = (version: number, occurredAt: string, more: object = {}): InboxEvent => {
  const { value } = shopSnapshot(shopId, version, 'Asia/Shanghai');
  return receivedEvent({
    topic: 'shop-changed',
    type: 'snapshot',
    shopId,
    subject: shopId,
    sequence: version,
    value: { ...value, occurredAt, ...more },
  });
};

beforeEach(async () => {
  shopId = newId();
  await take([snapshot(1, '2026-03-01T00:00:00Z')]);
  await take(tellStory(shopId, sessions, { A: newId() }));
});

const account = newId();
const manager = () => callerAs('ADMIN', shopId, { account });
const settled = async (): Promise<void> => {
  await recomputeOutdated({ db, workerDb, log, clock }, projectionVersion);
};

async function rate(): Promise<unknown> {
  const query = `query ($of: [_Any!]!, $input: ReportInput!) { _entities(representations: $of) { ... on Shop {
    report(input: $input) { recomputing total { numerator denominator grade } } } } }`;
  const input = { from: '2026-03-02', to: '2026-03-03', metrics: ['RESPONSE_RATE'] };
  const { data, refusals } = await ask(manager(), query, { of: [{ __typename: 'Shop', id: shopId }], input });
  expect(refusals).toEqual([]);
  const { report } = (
    data['_entities'] as { report: { recomputing: number; total: { numerator: number; denominator: number; grade: string }[] } }[]
  )[0]!;
  const [{ numerator, denominator, grade }] = report.total as [{ numerator: number; denominator: number; grade: string }];
  return [numerator, denominator, grade, report.recomputing];
}

const act = async (name: string, input: object) => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`;
  const document = `mutation ($input: ${type}) { ${name}(input: $input) { settings { version responseWindowHours quickReplyHours { from to } exemptRanges { id metrics } } } }`;
  const { data, refusals } = await ask(manager(), document, { input: { shopId, ...input } });
  return { settings: (data?.[name] as { settings: Record<string, unknown> } | null)?.settings, refusal: refusals[0] };
};

it('MET-13 a window holds from its instant on: sessions opened before keep what held, the others are computed again', async () => {
  expect(await rate()).toEqual([2, 2, 'OK', 0]);
  const { settings } = await act('saveMetricSettings', { responseWindowHours: 12, effectiveFrom: '2026-03-03T00:00:00Z' });
  expect(settings).toMatchObject({ version: 1, responseWindowHours: 12 });
  expect(await rate()).toEqual([2, 2, 'OK', 1]);
  await settled();
  expect(await rate()).toEqual([1, 2, 'BREACH', 0]);
});

it('RES-84 what is absent stays as it is', async () => {
  await act('saveMetricSettings', { responseWindowHours: 12, quickReplyHours: { from: '09:00', to: '24:00' } });
  const { settings } = await act('saveMetricSettings', { floorPercent: 80 });
  expect(settings).toMatchObject({ version: 2, responseWindowHours: 12, quickReplyHours: { from: '09:00', to: '24:00' } });
});

it('INV-3 the same command twice is done once and answers the same', async () => {
  const input = { responseWindowHours: 12, commandId: 'c1' };
  const first = await act('saveMetricSettings', input);
  await act('saveMetricSettings', { responseWindowHours: 48 });
  expect(await act('saveMetricSettings', input)).toEqual(first);
});

it('MET-24 a range is left out, and counted again once it is removed', async () => {
  const { settings } = await act('saveExemptRange', {
    from: '2026-03-03T00:00:00Z',
    to: '2026-03-04T00:00:00Z',
    metrics: ['RESPONSE_RATE'],
    reason: 'a typhoon',
  });
  await settled();
  expect(await rate()).toEqual([1, 1, 'OK', 0]);
  const [range] = settings!['exemptRanges'] as { id: string }[];
  await act('removeExemptRange', { rangeId: range!.id });
  await settled();
  expect(await rate()).toEqual([2, 2, 'OK', 0]);
});

it('RES-77 MET-7 holiday mode told late acts from its beginning; one that was replaced before it came never held', async () => {
  const from = '2026-03-03T00:00:00Z';
  await take([snapshot(2, '2026-03-04T00:00:00Z', { holidayMode: { from, to: '2026-03-03T12:00:00Z', reason: null } })]);
  await settled();
  expect(await rate()).toEqual([1, 1, 'OK', 0]);
});

it('MET-7 a holiday mode that was taken back before it began never held', async () => {
  await take([snapshot(2, '2026-03-01T01:00:00Z', { holidayMode: { from: '2026-03-02T00:00:00Z', to: null, reason: null } })]);
  await take([snapshot(3, '2026-03-01T02:00:00Z', { holidayMode: null })]);
  await settled();
  expect(await rate()).toEqual([2, 2, 'OK', 0]);
});

it.each([
  ['saveMetricSettings', { responseWindowHours: 0 }, 'BAD_USER_INPUT', 'responseWindowHours'],
  ['saveMetricSettings', { targetPercent: 50, floorPercent: 60 }, 'BAD_USER_INPUT', 'targetPercent'],
  ['saveMetricSettings', { quickReplyHours: { from: '23:00', to: '08:00' } }, 'BAD_USER_INPUT', 'quickReplyHours.to'],
  ['saveMetricSettings', { effectiveFrom: '2027-01-01T00:00:00Z' }, 'BAD_USER_INPUT', 'effectiveFrom'],
  [
    'saveExemptRange',
    { from: '2026-03-03T00:00:00Z', to: '2026-03-03T00:00:00Z', metrics: ['SESSIONS'], reason: 'x' },
    'INVALID_RANGE',
    'to',
  ],
  ['saveExemptRange', { from: '2026-03-03T00:00:00Z', to: '2026-03-04T00:00:00Z', metrics: [], reason: 'x' }, 'BAD_USER_INPUT', 'metrics'],
  ['removeExemptRange', { rangeId: '01900000-0000-7000-8000-000000000009' }, 'EXEMPT_RANGE_NOT_FOUND', 'rangeId'],
])('%s refuses %j with %s at %s', async (name, input, code, field) => {
  expect((await act(name, input)).refusal).toMatchObject({ code, field });
  expect(await rate()).toEqual([2, 2, 'OK', 0]);
});

it.each([
  [{ from: '2026-03-03', to: '2026-03-02' }, 'INVALID_RANGE', 'input.to'],
  [{ from: '2006-03-03', to: '2026-03-02' }, 'INVALID_RANGE', 'input.to'],
  [{ from: '2026-02-30', to: '2026-03-02' }, 'INVALID_RANGE', 'input.from'],
  [{ from: '2026-03-01', to: '2026-03-02', dimension: 'CHANNEL', rows: 'HALF_HOUR' }, 'BAD_USER_INPUT', 'rows'],
])('a report of %j is refused with %s at %s', async (input, code, field) => {
  const query = `query ($of: [_Any!]!, $input: ReportInput!) { _entities(representations: $of) { ... on Shop { report(input: $input) { recomputing } } } }`;
  const { refusals } = await ask(manager(), query, {
    of: [{ __typename: 'Shop', id: shopId }],
    input: { metrics: ['SESSIONS'], ...input },
  });
  expect(refusals[0]).toMatchObject({ code, field });
});

it('every declared metric is in the graph with its definition', async () => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Shop { metricDefinitions { metric rule unit name sentence(language: EN) numerator } } } }`;
  const { data, refusals } = await ask(manager(), query, { of: [{ __typename: 'Shop', id: shopId }] });
  expect(refusals).toEqual([]);
  expect((data['_entities'] as { metricDefinitions: object[] }[])[0]!.metricDefinitions).toContainEqual({
    metric: 'RESPONSE_RATE',
    rule: 'MET-1',
    unit: 'RATIO',
    name: '24小时响应率',
    sentence: 'The share of sessions opened by buyers that a person answered within the window.',
    numerator: ['responded'],
  });
});
