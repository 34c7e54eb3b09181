import fc from 'fast-check';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { answerReport } from '#services/metrics/figures/app/answer-report';
import { recordFacts } from '#services/metrics/figures/app/record-facts';
import type { MetricName } from '#services/metrics/figures/domain/metrics';
import type { ReportQuestion } from '#services/metrics/figures/domain/report-question';
import { projectionVersion } from '#services/metrics/figures/domain/session-figure';
import { recomputeOutdated } from '#services/metrics/rebuild/app/recompute';
import { rebuild } from '#services/metrics/rebuild/app/rebuild';
import { createDatabases } from '#test/kit/databases';
import { hourMs, planned, recount, tellStory, type PlannedSession } from './metrics-recount';

const log = createLog({ service: 'test', level: 'silent' });
let db: Database;
let workerDb: Database;

beforeAll(async () => {
  const { metrics } = await createDatabases(['metrics']);
  db = createDatabase({ url: metrics.app, max: 4, log, name: 'metrics-report-test' });
  workerDb = createDatabase({ url: metrics.worker, max: 2, log, name: 'metrics-report-test-worker' });
});

afterAll(() => Promise.all([db.close(), workerDb.close()]));

const insertShop = { name: 'test-shop', text: `INSERT INTO shop_copy VALUES ($1, 1, 'Asia/Shanghai', false)` };
const metrics: readonly MetricName[] = ['sessions', 'buyers', 'responseRate', 'firstResponseTime', 'averageQueueWait', 'queueLeaveShare'];
const range = { from: '2026-03-02', to: '2026-03-05' };
const questions: readonly Omit<ReportQuestion, 'metrics' | 'range'>[] = [
  { dimension: 'SHOP', rows: 'TOTAL' },
  { dimension: 'SHOP', rows: 'DATE' },
  { dimension: 'SHOP', rows: 'HALF_HOUR' },
  { dimension: 'SHOP', rows: 'WEEKDAY_HALF_HOUR' },
  { dimension: 'AGENT', rows: 'MEMBER' },
  { dimension: 'AGENT', rows: 'DATE', member: 'A' },
  { dimension: 'GROUP', rows: 'MEMBER' },
  { dimension: 'GROUP', rows: 'DATE', member: 'group of A' },
  { dimension: 'POOL', rows: 'MEMBER' },
  { dimension: 'CHANNEL', rows: 'MEMBER' },
  { dimension: 'CHANNEL', rows: 'TOTAL' },
  { dimension: 'CHANNEL', rows: 'DATE' },
  { dimension: 'ORDER_STATUS', rows: 'MEMBER' },
  { dimension: 'ENTRY_POINT', rows: 'MEMBER' },
];

const newShop = async (): Promise<string> => {
  const shopId = newId();
  await db.transaction([shopId], (tx) => tx.query(insertShop, [shopId]));
  return shopId;
};

const deps = (now: Date) => ({ db, readDb: db, workerDb, log, clock: { now: () => now } });

/** Every question answered by the system, and by counting what was planned. */
async function compare(
  shopId: string,
  sessions: readonly PlannedSession[],
  agents: Readonly<Record<string, string>>,
  now: Date,
): Promise<void> {
  for (const question of questions) {
    const member = question.member === undefined ? undefined : (agents[question.member] ?? question.member);
    const answer = await answerReport(deps(now), shopId, { ...question, member, range, metrics }, true);
    const told = Object.fromEntries(
      answer.rows.map(({ key, figures }) => [key, figures.map(({ numerator, denominator, pending }) => [numerator, denominator, pending])]),
    );
    const named =
      question.dimension === 'AGENT' && question.rows === 'MEMBER'
        ? (key: string): string => agents[key] ?? key
        : (key: string): string => key;
    const counted = recount(sessions, question, metrics, now);
    const expected = Object.fromEntries(Object.entries(counted).map(([key, figures]) => [named(key), figures]));
    expect({ question, rows: withoutEmpty(told) }).toEqual({ question, rows: withoutEmpty(expected) });
  }
}

/** A row of zeros and no row say the same. */
const withoutEmpty = (rows: Readonly<Record<string, number[][]>>): object =>
  Object.fromEntries(
    Object.entries(rows).filter(([, figures]) => figures.some(([numerator, , pending]) => numerator !== 0 || pending !== 0)),
  );

it('MET-1 MET-10 MET-11 MET-17 MET-21 MET-22 every report equals a recount, whatever the order of arrival, repeats, a change of definition and the clock', async () => {
  await fc.assert(
    fc.asyncProperty(planned, fc.integer(), async (sessions, seed) => {
      const shopId = await newShop();
      const agents = { A: newId(), B: newId() };
      const events = tellStory(shopId, sessions, agents);
      const order = fc.sample(
        fc.shuffledSubarray([...events, ...events.slice(0, 9)], { minLength: events.length + Math.min(9, events.length) }),
        {
          numRuns: 1,
          seed,
        },
      )[0]!;
      const early = new Date('2026-03-04T02:00:00Z');
      for (let at = 0; at < order.length; at += 4) {
        await db.transaction([shopId], (tx) => recordFacts(tx, order.slice(at, at + 4), early));
        if (at === 8) await recomputeOutdated(deps(early), projectionVersion);
      }
      await compare(shopId, sessions, agents, early);
      await compare(shopId, sessions, agents, new Date('2026-03-08T02:00:00Z'));
    }),
    { numRuns: 25 },
  );
});

it('MET-12 each row stands beside the dates before: members and half hours beside themselves, a date beside that many dates earlier', async () => {
  await fc.assert(
    fc.asyncProperty(planned, async (sessions) => {
      const shopId = await newShop();
      const agents = { A: newId(), B: newId() };
      const now = new Date('2026-03-08T02:00:00Z');
      await db.transaction([shopId], (tx) => recordFacts(tx, tellStory(shopId, sessions, agents), now));
      const later = { from: '2026-03-04', to: '2026-03-05' };
      for (const { member, ...plain } of questions) {
        const question = { ...plain, metrics, member: member === 'A' ? agents.A : member };
        const ask = (of: ReportQuestion['range'], compare: boolean) => answerReport(deps(now), shopId, { ...question, range: of }, compare);
        const [both, alone, earlier] = [
          await ask(later, true),
          await ask(later, false),
          await ask({ from: '2026-03-02', to: '2026-03-03' }, false),
        ];
        const asLater = (key: string): string => (question.rows === 'DATE' ? key.replace(/[23]$/, (day) => String(Number(day) + 2)) : key);
        const split = (of: 'figures' | 'before') =>
          both.rows.flatMap(({ key, ...row }) =>
            row[of]?.some(({ numerator, pending }) => numerator + pending > 0) ? [[key, row[of]]] : [],
          );
        const filled = (report: typeof alone) =>
          report.rows
            .filter(({ figures }) => figures.some(({ numerator, pending }) => numerator + pending > 0))
            .map(({ key, figures }) => [report === earlier ? asLater(key) : key, figures]);
        expect(split('figures')).toEqual(filled(alone));
        expect(split('before')).toEqual(filled(earlier));
        expect(both.before).toEqual(earlier.total);
        expect(alone.rows.every(({ before }) => before === null)).toBe(true);
      }
    }),
    { numRuns: 15 },
  );
});

it('MET-9 what is pending decides itself by the clock, to the millisecond, with nobody reading in between', async () => {
  const shopId = await newShop();
  const sessions: PlannedSession[] = [
    { day: 0, minute: 600, buyer: 1, channel: 'WEB', status: 'UNPAID', entry: 'home', agent: null, replyMinutes: null, wait: null },
  ];
  await db.transaction([shopId], (tx) => recordFacts(tx, tellStory(shopId, sessions, {}), new Date('2026-03-02T02:00:00Z')));
  const due = new Date('2026-03-02T02:00:00Z').getTime() + 24 * hourMs;
  await compare(shopId, sessions, {}, new Date(due));
  await compare(shopId, sessions, {}, new Date(due + 1));
});

it('a rebuild puts right sums that were tampered with, and finds none on a sound system', async () => {
  const shopId = await newShop();
  const agents = { A: newId(), B: newId() };
  const sessions = fc.sample(planned, { numRuns: 1, seed: 7 })[0]!;
  const now = new Date('2026-03-08T02:00:00Z');
  await db.transaction([shopId], (tx) => recordFacts(tx, tellStory(shopId, sessions, agents), now));
  const again = () => rebuild(deps(now), () => undefined);
  expect((await again()).corrected).toBe(0);
  for (const [name, text] of Object.entries({
    sums: 'UPDATE figure_sum SET sessions = sessions + 1 WHERE shop_id = $1',
    gone: 'DELETE FROM figure_sum WHERE shop_id = $1',
    visits: 'UPDATE buyer_visit SET buyers = buyers + 1 WHERE shop_id = $1',
    spreads: 'DELETE FROM figure_spread WHERE shop_id = $1',
  })) {
    await db.transaction([shopId], (tx) => tx.query({ name: `test-tamper-${name}`, text }, [shopId]));
    expect((await again()).corrected).toBeGreaterThan(0);
    await compare(shopId, sessions, agents, now);
    expect((await again()).corrected).toBe(0);
  }
});

it('figures of a build that knew no groups get theirs in the background, and no group has a session twice', async () => {
  const shopId = await newShop();
  const agents = { A: newId(), B: newId() };
  const sessions = fc.sample(planned, { numRuns: 1, seed: 3 })[0]!;
  const now = new Date('2026-03-08T02:00:00Z');
  await db.transaction([shopId], (tx) => recordFacts(tx, tellStory(shopId, sessions, agents), now));
  for (const [at, text] of [
    `UPDATE session_figure SET group_id = NULL, pool = pool || ' with slots=2', projection_version = 2 WHERE shop_id = $1`,
    `UPDATE figure_sum SET member = member || ' with slots=2' WHERE shop_id = $1 AND dimension = 'POOL'`,
    `UPDATE figure_spread SET member = member || ' with slots=2' WHERE shop_id = $1 AND dimension = 'POOL'`,
    `UPDATE buyer_visit SET member = member || ' with slots=2' WHERE shop_id = $1 AND dimension = 'POOL'`,
    ...['figure_sum', 'figure_spread', 'buyer_visit'].map((table) => `DELETE FROM ${table} WHERE shop_id = $1 AND dimension = 'GROUP'`),
  ].entries())
    await db.transaction([shopId], (tx) => tx.query({ name: `test-older-${at}`, text }, [shopId]));
  await recomputeOutdated(deps(now));
  await compare(shopId, sessions, agents, now);
  expect((await rebuild(deps(now), () => undefined)).corrected).toBe(0);
});

it('MET-17 MET-22 percentiles of members and of all together are read from the buckets of the metric that is asked for', async () => {
  const shopId = await newShop();
  const agents = { A: newId(), B: newId() };
  const plain = { day: 0, channel: 'WEB', status: 'UNPAID', entry: 'home' } as const;
  const sessions = ([1, 2, 3, 4, 5, 6, 7, 8, 9, 30] as const).map((replyMinutes, n): PlannedSession => ({
    ...plain,
    minute: 600 + n,
    buyer: n,
    agent: n === 0 ? 'B' : 'A',
    replyMinutes,
    wait: 50 - n,
  }));
  await db.transaction([shopId], (tx) => recordFacts(tx, tellStory(shopId, sessions, agents), new Date('2026-03-08T02:00:00Z')));
  const valuesOf = async (asked: readonly MetricName[], rows: 'MEMBER' | 'TOTAL', dimension: 'AGENT' | 'SHOP') => {
    const question = { dimension, rows, range, metrics: asked };
    const answer = await answerReport(deps(new Date('2026-03-08T02:00:00Z')), shopId, question, false);
    return new Map(answer.rows.map(({ key, figures }) => [key, figures.map(({ value, numerator }) => [minutes(value), numerator])]));
  };
  expect(await valuesOf(['firstResponseP90'], 'MEMBER', 'AGENT')).toEqual(
    new Map([
      [agents.A, [[30, 9]]],
      [agents.B, [[1, 1]]],
    ]),
  );
  expect(await valuesOf(['firstResponseP90', 'queueWaitP90'], 'TOTAL', 'SHOP')).toEqual(
    new Map([
      [
        '',
        [
          [9, 10],
          [49, 10],
        ],
      ],
    ]),
  );
});

/** The error of a percentile is 1 %, far less than half a minute here. */
const minutes = (value: number | null): number => Math.round((value ?? 0) / 60_000);
