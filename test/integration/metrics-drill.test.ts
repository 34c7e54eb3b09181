import fc from 'fast-check';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { drill, type Drill, type DrilledSession } from '#services/metrics/drilldown/app/drill';
import { scopeOf } from '#services/metrics/drilldown/domain/drill-scope';
import type { DrillPosition } from '#services/metrics/drilldown/store/drill-sessions';
import { answerReport } from '#services/metrics/figures/app/answer-report';
import { readSettled } from '#services/metrics/figures/app/read-settled';
import { recordFacts } from '#services/metrics/figures/app/record-facts';
import { isPart, metricParts, partsOf } from '#services/metrics/figures/domain/metric-parts';
import { metricNames, type MetricName } from '#services/metrics/figures/domain/metrics';
import type { ReportQuestion } from '#services/metrics/figures/domain/report-question';
import { createDatabases } from '#test/kit/databases';
import { receivedEvent } from '#test/kit/received-event';
import { planned, recount, tellStory, type PlannedSession } from './metrics-recount';
import { granted } from '#libs/platform/errors';

const log = createLog({ service: 'test', level: 'silent' });
let db: Database;

beforeAll(async () => {
  const { metrics } = await createDatabases(['metrics']);
  db = createDatabase({ url: metrics.app, max: 4, log, name: 'metrics-drill-test' });
});

afterAll(() => db.close());

const insertShop = { name: 'test-shop', text: `INSERT INTO shop_copy VALUES ($1, 1, 'Asia/Shanghai', false)` };
const range = { from: '2026-03-02', to: '2026-03-05' };
const early = new Date('2026-03-04T02:00:00Z');

const newShop = async (): Promise<string> => {
  const shopId = newId();
  await db.transaction([shopId], (tx) => tx.query(insertShop, [shopId]));
  return shopId;
};

const deps = (now: Date) => ({ db, readDb: db, clock: { now: () => now } });

/** All pages. */
async function sessionsOf(shopId: string, asked: Drill, now: Date, size = 3): Promise<DrilledSession[]> {
  const all: DrilledSession[] = [];
  for (let after: DrillPosition | null = null; ;) {
    const position: DrillPosition | null = after;
    const page: DrilledSession[] = await readSettled(deps(now), shopId, (tx) => drill(tx, shopId, asked, position, size));
    all.push(...page);
    after = page.at(-1) ?? null;
    if (page.length < size) return all;
  }
}

const partNames = { NUMERATOR: 'numerator', DENOMINATOR: 'denominator', PENDING: 'pending' } as const;

const questions: readonly Omit<ReportQuestion, 'metrics' | 'range'>[] = [
  { dimension: 'SHOP', rows: 'TOTAL' },
  { dimension: 'SHOP', rows: 'DATE' },
  { dimension: 'SHOP', rows: 'HALF_HOUR' },
  { dimension: 'SHOP', rows: 'WEEKDAY_HALF_HOUR' },
  { dimension: 'AGENT', rows: 'TOTAL' },
  { dimension: 'AGENT', rows: 'MEMBER' },
  { dimension: 'AGENT', rows: 'DATE', member: 'A' },
  { dimension: 'AGENT', rows: 'HALF_HOUR', member: 'B' },
  { dimension: 'POOL', rows: 'MEMBER' },
  { dimension: 'GROUP', rows: 'MEMBER' },
  { dimension: 'GROUP', rows: 'DATE', member: 'group of A' },
  { dimension: 'CHANNEL', rows: 'MEMBER' },
  { dimension: 'CHANNEL', rows: 'DATE', member: 'WEB' },
  { dimension: 'ORDER_STATUS', rows: 'MEMBER' },
  { dimension: 'ENTRY_POINT', rows: 'MEMBER' },
];

interface History {
  readonly shopId: string;
  readonly agents: Readonly<Record<string, string>>;
  /** By id. */
  readonly sessions: ReadonlyMap<string, PlannedSession>;
}

async function told(sessions: readonly PlannedSession[], seed = 1, now = early): Promise<History> {
  const shopId = await newShop();
  const agents = { A: newId(), B: newId() };
  const events = tellStory(shopId, sessions, agents);
  const ids = events.filter(({ topic }) => topic === 'session-started').map(({ value }) => (value as { sessionId: string }).sessionId);
  const order = fc.sample(fc.shuffledSubarray([...events], { minLength: events.length }), { numRuns: 1, seed })[0]!;
  for (let at = 0; at < order.length; at += 5) await db.transaction([shopId], (tx) => recordFacts(tx, order.slice(at, at + 5), now));
  return { shopId, agents, sessions: new Map(ids.map((id, index) => [id, sessions[index]!])) };
}

/** The rows of a report, with that of its total. */
async function rowsOf({ shopId }: History, question: ReportQuestion, now: Date) {
  const { rows, total } = await answerReport(deps(now), shopId, question, false);
  return [
    ...rows.map(({ key, figures }) => ({ key, figures })),
    ...(question.rows === 'TOTAL' ? [] : [{ key: undefined, figures: total }]),
  ];
}

it('MET-1 MET-11 MET-15 MET-17 MET-21 MET-22 what the sessions behind a number add up to is the number: of every metric, by every dimension, in every row', async () => {
  await fc.assert(
    fc.asyncProperty(planned, fc.integer(), async (sessions, seed) => {
      const history = await told(sessions, seed);
      const { shopId, agents } = history;
      for (const now of [early, new Date('2026-03-08T02:00:00Z')]) {
        const asked = fc.sample(fc.constantFrom(...questions), { numRuns: 4, seed });
        for (const { member, ...plain } of asked) {
          const question = { ...plain, range, member: member && agents[member] ? agents[member] : member };
          for (const { key, figures } of await rowsOf(history, { ...question, metrics: metricNames }, now)) {
            for (const figure of figures.filter(({ metric }) => metric !== 'buyers')) {
              const parts = metricParts.filter((part) => isPart(partsOf(figure.metric)[part]));
              for (const part of parts) {
                const found = await sessionsOf(shopId, { metric: figure.metric, part, scope: granted(scopeOf(question, key)) }, now);
                const sum = found.reduce((total, session) => total + session[partNames[part]], 0);
                const where = { question, key, metric: figure.metric, part };
                expect({ ...where, sum, empty: found.filter((session) => session[partNames[part]] === 0) }).toEqual({
                  ...where,
                  sum: figure[partNames[part]],
                  empty: [],
                });
                expect(new Set(found.map(({ sessionId }) => sessionId)).size).toBe(found.length);
              }
            }
          }
        }
      }
    }),
    { numRuns: 20 },
  );
}, 240_000);

const recounted: readonly MetricName[] = ['sessions', 'buyers', 'responseRate', 'firstResponseTime', 'averageQueueWait', 'queueLeaveShare'];

it('MET-1 MET-21 MET-22 the sessions behind a number, counted from what was planned, are the number, and all others are none of it', async () => {
  await fc.assert(
    fc.asyncProperty(planned, async (sessions) => {
      const history = await told(sessions);
      const { shopId, agents } = history;
      const now = new Date('2026-03-04T20:00:00Z');
      for (const { member, ...plain } of questions.filter(({ dimension, rows }) => dimension !== 'AGENT' || rows === 'MEMBER')) {
        const question = { ...plain, member, range };
        const nameOf = (key: string): string => Object.keys(agents).find((name) => agents[name] === key) ?? key;
        for (const { key, figures } of await rowsOf(history, { ...question, metrics: recounted }, now)) {
          if (key === undefined) continue;
          for (const [at, figure] of figures.entries()) {
            for (const part of figure.metric === 'responseRate' ? metricParts : (['NUMERATOR'] as const)) {
              const found = await sessionsOf(shopId, { metric: figure.metric, part, scope: granted(scopeOf(question, key)) }, now);
              const ids = new Set(found.map(({ sessionId }) => sessionId));
              const [mine, others] = [true, false].map((isMine) =>
                [...history.sessions].flatMap(([id, session]) => (ids.has(id) === isMine ? [session] : [])),
              );
              const amount = (of: readonly PlannedSession[]): number =>
                recount(of, question, recounted, now)[nameOf(key)]?.[at]?.[metricParts.indexOf(part)] ?? 0;
              const where = { question, key, metric: figure.metric, part };
              expect({ ...where, mine: amount(mine!), others: amount(others!) }).toEqual({
                ...where,
                mine: figure[partNames[part]],
                others: 0,
              });
            }
          }
        }
      }
    }),
    { numRuns: 20 },
  );
}, 240_000);

const alone: PlannedSession = {
  day: 0,
  minute: 600,
  buyer: 1,
  channel: 'WEB',
  status: 'UNPAID',
  entry: 'home',
  agent: null,
  replyMinutes: null,
  wait: null,
};

it('MET-9 what is pending moves to the denominator on its deadline, in the list as in the number', async () => {
  const { shopId, sessions } = await told([alone], 1, new Date('2026-03-02T02:00:00Z'));
  const [sessionId] = sessions.keys();
  const scope = { range, dimension: 'SHOP', member: undefined } as const;
  const due = Date.parse('2026-03-03T02:00:00Z');
  const foundAt = async (at: number, part: Drill['part']): Promise<string[]> =>
    (await sessionsOf(shopId, { metric: 'responseRate', part, scope }, new Date(at))).map((session) => session.sessionId);
  expect([await foundAt(due, 'PENDING'), await foundAt(due, 'DENOMINATOR')]).toEqual([[sessionId], []]);
  expect([await foundAt(due + 1, 'PENDING'), await foundAt(due + 1, 'DENOMINATOR')]).toEqual([[], [sessionId]]);
});

it('MET-21 sessions of one date and of many come once each, the newest dates first, however small the pages', async () => {
  const { shopId } = await told([0, 0, 0, 0, 1, 2, 2, 3].map((day) => ({ ...alone, day })));
  const asked: Drill = { metric: 'sessions', part: 'NUMERATOR', scope: { range, dimension: 'SHOP', member: undefined } };
  const all = await sessionsOf(shopId, asked, early, 100);
  expect(all.map(({ businessDate }) => businessDate)).toEqual([5, 4, 4, 3, 2, 2, 2, 2].map((day) => `2026-03-0${day}`));
  for (const size of [1, 2, 4, 7]) expect(await sessionsOf(shopId, asked, early, size)).toEqual(all);
});

it('the figures of an erased buyer stay with its sessions, under no entry point', async () => {
  const history = await told([alone]);
  const { shopId, sessions } = history;
  const [sessionId] = sessions.keys();
  const value = { shopId, actor: { kind: 'SYSTEM', id: null }, causeId: null, policyVersion: 1, occurredAt: '2026-03-03T00:00:00Z' };
  const erased = { ...value, buyerIds: [], sessionIds: [sessionId] };
  const event = receivedEvent({ topic: 'session-closed', type: 'erased', shopId, subject: shopId, sequence: 99, value: erased });
  await db.transaction([shopId], (tx) => recordFacts(tx, [event], early));
  const of = (member: string): Drill => ({ metric: 'sessions', part: 'NUMERATOR', scope: { range, dimension: 'ENTRY_POINT', member } });
  expect(await sessionsOf(shopId, of('home'), early)).toEqual([]);
  expect(await sessionsOf(shopId, of('UNKNOWN'), early)).toMatchObject([{ sessionId }]);
});

it('INV-6 another shop has none of them', async () => {
  await told([alone]);
  const asked: Drill = { metric: 'sessions', part: 'NUMERATOR', scope: { range, dimension: 'SHOP', member: undefined } };
  expect(await sessionsOf(await newShop(), asked, early)).toEqual([]);
});
