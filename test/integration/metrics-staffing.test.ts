import type { InboxEvent } from '#libs/messaging/index';
import { createOutbox } from '#libs/messaging/outbox/outbox';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { createConsumes } from '#services/metrics/consumers';
import { features } from '#services/metrics/features';
import { askSubgraph, type Ask } from '#test/kit/ask-subgraph';
import { callerAs } from '#test/kit/caller-as';
import { createDatabases } from '#test/kit/databases';
import { receivedEvent } from '#test/kit/received-event';
import { tellStory, type PlannedSession } from './metrics-recount';
import { shopSnapshot } from './shop-snapshot';

const log = createLog({ service: 'test', level: 'silent' });
const clock = { now: () => new Date('2026-03-08T02:00:00Z') };
let db: Database;
let ask: Ask;
let shopId: string;

beforeAll(async () => {
  const { metrics } = await createDatabases(['metrics']);
  db = createDatabase({ url: metrics.app, max: 4, log, name: 'metrics-staffing-test' });
  const outbox = createOutbox({ appending: () => undefined, committed: () => undefined });
  const { resolvers, extra } = features({ db, readDb: db, workerDb: db, outbox, clock, newId, log });
  ask = askSubgraph('metrics', resolvers, extra);
});

afterAll(() => db.close());

const take = (events: readonly InboxEvent[]): Promise<void> => db.transaction([shopId], (tx) => createConsumes(clock).take(tx, events));

const roster = (revision: number, shifts: readonly (readonly [string, string])[]): InboxEvent => {
  const common = { shopId, actor: { kind: 'SYSTEM', id: null }, causeId: null, policyVersion: 1, occurredAt: '2026-03-07T00:00:00.000Z' };
  const told = shifts.map(([from, to]) => ({ agent: newId(), from, to, groupId: null }));
  const value = { ...common, revision, date: '2026-03-09', shifts: told };
  return receivedEvent({ topic: 'schedule-changed', type: 'roster', shopId, subject: shopId, sequence: revision, value });
};

/** Six days with 20 sessions from 10:00 to 10:30 each. */
const sessions = Array.from({ length: 120 }, (_, index): PlannedSession => {
  const place = { channel: 'WEB', status: 'UNPAID', entry: null, agent: 'A' as const, wait: null };
  return { day: index % 6, minute: 600 + (index % 30), buyer: index, replyMinutes: 1, ...place };
});

beforeEach(async () => {
  shopId = newId();
  const { value } = shopSnapshot(shopId, 1, 'Asia/Shanghai');
  const known = { ...value, occurredAt: '2026-03-01T00:00:00.000Z' };
  await take([receivedEvent({ topic: 'shop-changed', type: 'snapshot', shopId, subject: shopId, sequence: 1, value: known })]);
  await take(tellStory(shopId, sessions, { A: newId() }));
});

const manager = () => callerAs('ADMIN', shopId);

async function plan(input: object) {
  const query = `query ($input: StaffingPlanInput!) { staffingPlan(input: $input) { handlingSeconds withoutRoster forecast { model tested { model error } }
    intervals { from volume required toRoster planned given { agents serviceLevel } oneMore { agents } } } }`;
  const { data, refusals } = await ask(manager(), query, { input: { shopId, from: '2026-03-09', handlingSeconds: 300, ...input } });
  return { plan: data?.['staffingPlan'] as PlanOfTest, refusal: refusals[0] };
}

interface PlanOfTest {
  readonly withoutRoster: string[];
  readonly intervals: {
    from: string;
    volume: number;
    required: number;
    toRoster: number;
    planned: number | null;
    given: { agents: number } | null;
  }[];
}

it('STF-13 STF-27 each interval of the forecast with what it needs; without a roster it says so', async () => {
  const { plan: answer } = await plan({});
  expect(answer.withoutRoster).toEqual(['2026-03-09']);
  expect(answer.intervals).toHaveLength(48);
  const busiest = answer.intervals.reduce((most, each) => (each.volume > most.volume ? each : most));
  expect(new Date(busiest.from).toISOString()).toBe('2026-03-09T02:00:00.000Z');
  expect(busiest).toMatchObject({ planned: null, given: { agents: busiest.required } });
  expect(busiest.toRoster).toBe(Math.ceil(busiest.required / 0.7));
});

it('STF-15 the last roster that was told counts, by its instants', async () => {
  await take([roster(1, [['2026-03-09T01:00:00.000Z', '2026-03-09T09:00:00.000Z']])]);
  const shift = ['2026-03-09T02:00:00.000Z', '2026-03-09T02:30:00.000Z'] as const;
  await take([
    roster(
      2,
      Array.from({ length: 10 }, () => shift),
    ),
  ]);
  const { plan: answer } = await plan({ intervalMinutes: 15 });
  expect(answer.withoutRoster).toEqual([]);
  const planned = answer.intervals.filter((each) => each.planned !== 0);
  expect(planned.map(({ from, planned: agents }) => [new Date(from).toISOString().slice(11, 16), agents])).toEqual([
    ['02:00', 10],
    ['02:15', 10],
  ]);
  expect(planned[0]!.given).toMatchObject({ agents: 7 });
});

it('SCH-23 the forecast of a week, with the model that was best and how all did', async () => {
  const query = `query ($of: [_Any!]!, $input: VolumeForecastInput!) { _entities(representations: $of) { ... on Shop {
    volumeForecast(input: $input) { forecast { model sentence tested { model error } } days { date slots { mean low high } } } } } }`;
  const input = { from: '2026-03-09', days: 7, specialDays: [{ date: '2026-03-10', factor: 3 }] };
  const { data, refusals } = await ask(manager(), query, { of: [{ __typename: 'Shop', id: shopId }], input });
  expect(refusals).toEqual([]);
  const { volumeForecast } = (
    data['_entities'] as { volumeForecast: { forecast: { tested: object[] }; days: { slots: { mean: number }[] }[] } }[]
  )[0]!;
  expect([volumeForecast.forecast.tested.length, volumeForecast.days.length]).toEqual([5, 7]);
  const [monday, tuesday] = volumeForecast.days.map(({ slots }) => slots[20]!.mean);
  expect(tuesday! / monday!).toBeGreaterThan(2);
});

it.each([
  [{ days: 0 }, 'BAD_USER_INPUT', 'days'],
  [{ intervalMinutes: 20 }, 'BAD_USER_INPUT', 'intervalMinutes'],
  [{ shrinkage: 1 }, 'BAD_USER_INPUT', 'shrinkage'],
  [{ handlingSeconds: null }, 'BAD_USER_INPUT', 'handlingSeconds'],
  [{ specialDays: [{ date: '2026-13-01', factor: 2 }] }, 'BAD_USER_INPUT', 'specialDays.0.date'],
])('STF-30 a plan of %j is refused with %s at %s', async (input, code, field) => {
  expect((await plan(input)).refusal).toMatchObject({ code, field });
});

it('STF-27 STF-30 erlang answers for anybody of the shop, and says UNSTABLE', async () => {
  const query = `query ($input: ErlangInput!) { erlang(input: $input) { workload toRoster given { agents serviceLevel } } }`;
  const work = { volume: 100, handlingSeconds: 180, shrinkage: 0.3 };
  const agent = callerAs('AGENT', shopId);
  expect((await ask(agent, query, { input: work })).data['erlang']).toMatchObject({ workload: 10, toRoster: 20, given: { agents: 14 } });
  expect((await ask(agent, query, { input: { ...work, agents: 10 } })).refusals[0]).toMatchObject({ code: 'UNSTABLE', field: 'agents' });
});

it('STF-6 STF-8 STF-11 headcount of a promotion', async () => {
  const query = `query ($input: HeadcountInput!) { headcount(input: $input) { consultations factor preSaleAgents afterSalesAgents goodsClass typing } }`;
  const input = {
    ...{ visitors: 200_001, consultationShare: 0.06, ordinaryVisitors: 20_000, ordinaryShare: 0.05 },
    orders: 30_000,
    typingSpeeds: [95],
  };
  expect((await ask(manager(), query, { input })).data['headcount']).toMatchObject({
    ...{ preSaleAgents: 41, afterSalesAgents: 4, goodsClass: 'NORMAL', typing: 'PASS_WITH_ADVICE' },
  });
});
