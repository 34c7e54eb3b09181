import fc from 'fast-check';
import { handle } from '#libs/messaging/inbox/handlers';
import type { InboxEvent } from '#libs/messaging/index';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { createLog } from '#libs/platform/process/log';
import { readRangeFigures } from '#services/metrics/figures/app/read-range-figures';
import { createConsumes } from '#services/metrics/consumers';
import { factsRetention } from '#services/metrics/facts/app/facts-retention';
import { projectSessions } from '#services/metrics/figures/app/project-sessions';
import { recomputeOutdated } from '#services/metrics/rebuild/app/recompute';
import { rebuild } from '#services/metrics/rebuild/app/rebuild';
import { recordFacts } from '#services/metrics/figures/app/record-facts';
import type { MetricsRange } from '#services/metrics/figures/domain/date-range';
import { projectionVersion } from '#services/metrics/figures/domain/session-figure';
import { deleteOlder } from '#libs/service/retention';
import { createDatabases } from '#test/kit/databases';
import { receivedEvent } from '#test/kit/received-event';

const log = createLog({ service: 'test', level: 'silent' });
const hourMs = 3_600_000;
/** Monday 2026-03-02, 10:00 in Shanghai. */
const monday = new Date('2026-03-02T02:00:00Z');
const after = (hours: number, ms = 0): Date => new Date(monday.getTime() + hours * hourMs + ms);
const clockAt = (now: Date) => ({ now: () => now });

let db: Database;
let workerDb: Database;

beforeAll(async () => {
  const { metrics } = await createDatabases(['metrics']);
  db = createDatabase({ url: metrics.app, max: 4, log, name: 'metrics-test' });
  workerDb = createDatabase({ url: metrics.worker, max: 2, log, name: 'metrics-test-worker' });
});

afterAll(() => Promise.all([db.close(), workerDb.close()]));

const insertShop = { name: 'test-shop', text: `INSERT INTO shop_copy VALUES ($1, 1, 'Asia/Shanghai', false)` };

async function newShop(): Promise<string> {
  const shopId = newId();
  await db.transaction([shopId], (tx) => tx.query(insertShop, [shopId]));
  return shopId;
}

/** Builds a shop's events with the numbers of their streams. */
function storyOf(shopId: string) {
  const numbers = new Map<string, number>();
  const common = { shopId, actor: { kind: 'SYSTEM', id: null }, causeId: null, policyVersion: 1 };
  const event = (topic: InboxEvent['topic'], type: string, at: Date, value: object): InboxEvent => {
    const sequence = (numbers.get(topic) ?? 0) + 1;
    numbers.set(topic, sequence);
    return receivedEvent({ topic, type, shopId, subject: shopId, sequence, value: { ...common, occurredAt: at.toISOString(), ...value } });
  };
  return {
    started: (sessionId: string, at: Date, buyerId = newId(), more: object = {}) =>
      event('session-started', 'started', at, {
        sessionId,
        buyerId,
        initiator: 'BUYER',
        openedAt: at.toISOString(),
        timeZone: 'Asia/Shanghai',
        openingMessage: { id: newId(), type: 'TEXT', ordinal: 1 },
        ...more,
      }),
    told: (topic: InboxEvent['topic'], type: string, value: object) => event(topic, type, monday, value),
    assigned: (sessionId: string, agentId: string, revision: number) =>
      event('session-routed', 'assigned', monday, { sessionId, agentId, revision, decidedAt: monday.toISOString() }),
    replied: (sessionId: string, agentId: string, ordinal: number, at: Date) =>
      event('message-recorded', 'recorded', at, {
        sessionId,
        ordinal,
        sender: 'AGENT',
        agentId,
        messageType: 'TEXT',
        recordedAt: at.toISOString(),
      }),
  };
}

const record = (shopId: string, events: readonly InboxEvent[], now = monday): Promise<void> =>
  db.transaction([shopId], (tx) => recordFacts(tx, events, now));

/** The figures of a shop, or of an agent, at an instant. */
async function figuresAt(shopId: string, now: Date, member = '', range: MetricsRange = 'LAST_7_DAYS') {
  const of = member === '' ? 'SHOP' : 'AGENT';
  const metrics = ['responseRate', 'sessions', 'buyers'] as const;
  const asked = metrics.map((metric) => `${range}|${of}|${metric}` as const);
  const found = await readRangeFigures({ db, readDb: db, clock: clockAt(now) }, shopId, asked);
  const [response, sessions, buyers] = asked.map((each) => found.get(each)!(member));
  return { response: response!, sessions: sessions!.numerator, buyers: buyers!.numerator };
}

const rate = async (shopId: string, now: Date, agentId = ''): Promise<number[]> => {
  const { numerator, denominator, pending } = (await figuresAt(shopId, now, agentId)).response;
  return [numerator, denominator - numerator, pending];
};

it('MET-1 MET-12 MET-21 the shop and each agent, with volume', async () => {
  const [shopId, a, b, buyer] = [await newShop(), newId(), newId(), newId()];
  const [s1, s2, s3] = [newId(), newId(), newId()];
  const story = storyOf(shopId);
  await record(shopId, [
    story.started(s1, monday, buyer),
    story.started(s2, after(1), buyer),
    story.started(s3, after(2)),
    story.assigned(s1, a, 1),
    story.assigned(s2, b, 1),
    story.replied(s1, a, 2, after(24)),
    story.replied(s2, b, 2, after(25, 1)),
  ]);
  const now = after(48);
  expect([await rate(shopId, now), await rate(shopId, now, a), await rate(shopId, now, b)]).toEqual([
    [1, 2, 0],
    [1, 0, 0],
    [0, 1, 0],
  ]);
  expect(await figuresAt(shopId, now)).toMatchObject({ sessions: 3, buyers: 2 });
});

it('MET-9 an unanswered session is pending for 24 h, to the millisecond', async () => {
  const shopId = await newShop();
  await record(shopId, [storyOf(shopId).started(newId(), monday)]);
  expect([await rate(shopId, after(24)), await rate(shopId, after(24, 1))]).toEqual([
    [0, 0, 1],
    [0, 1, 0],
  ]);
});

it('MET-3 a session of a Sunday in the Spring Festival counts like any other', async () => {
  const shopId = await newShop();
  const story = storyOf(shopId);
  const sunday = new Date('2026-02-15T02:00:00Z');
  const [answered, open] = [newId(), newId()];
  await record(shopId, [story.started(answered, sunday), story.replied(answered, newId(), 2, sunday), story.started(open, sunday)]);
  expect(await rate(shopId, new Date('2026-02-17T02:00:00Z'))).toEqual([1, 1, 0]);
});

it('RES-65 ranges are business dates of the shop', async () => {
  const shopId = await newShop();
  const story = storyOf(shopId);
  await record(shopId, [
    story.started(newId(), new Date('2026-03-02T15:59:59Z')),
    story.started(newId(), new Date('2026-03-02T16:00:00Z')),
  ]);
  const sessionsIn = async (range: 'TODAY' | 'YESTERDAY', now: string): Promise<number> =>
    (await figuresAt(shopId, new Date(now), '', range)).sessions;
  expect([
    await sessionsIn('TODAY', '2026-03-02T15:59:59Z'),
    await sessionsIn('TODAY', '2026-03-02T20:00:00Z'),
    await sessionsIn('YESTERDAY', '2026-03-02T20:00:00Z'),
  ]).toEqual([1, 1, 1]);
});

it('INV-5 facts in any order, in any flights, and twice, give the same figures', async () => {
  const [s1, a, b] = [newId(), newId(), newId()];
  const figureOf = {
    name: 'test-figure',
    text: 'SELECT business_date::text, opened_at, duty_at, replied_at, credited_agent_id FROM session_figure WHERE session_id = $1',
  };
  const seen = new Set<string>();
  for (let permutation = 0; permutation < 12; permutation += 1) {
    const shopId = await newShop();
    const session = permutation === 0 ? s1 : newId();
    const story = storyOf(shopId);
    const events = [
      story.started(session, monday),
      story.assigned(session, a, 1),
      story.assigned(session, b, 2),
      story.replied(session, b, 3, after(2)),
      story.replied(session, a, 2, after(1)),
    ];
    const order = fc.sample(fc.shuffledSubarray([...events, ...events.slice(2)], { minLength: 8 }), { numRuns: 1, seed: permutation })[0]!;
    for (const event of order) await record(shopId, [event]);
    seen.add(JSON.stringify(await db.transaction([shopId], (tx) => tx.query(figureOf, [session]))));
  }
  expect(seen.size).toBe(1);
});

it('RES-69 MET-8 what a buyer opens while blocked is left out, for the shop and for the agent; what the same buyer opened before stays', async () => {
  const [shopId, agent, buyer] = [await newShop(), newId(), newId()];
  const [before, during] = [newId(), newId()];
  const story = storyOf(shopId);
  await record(shopId, [
    story.started(before, monday, buyer),
    story.replied(before, agent, 2, after(1)),
    story.started(during, after(2), buyer, { buyerBlocked: true }),
    story.replied(during, agent, 2, after(3)),
  ]);
  expect([await rate(shopId, after(4)), await rate(shopId, after(4), agent)]).toEqual([
    [1, 0, 0],
    [1, 0, 0],
  ]);
});

it('a rebuild finds nothing on a sound log, and corrects what was tampered with', async () => {
  const shopId = await newShop();
  const [story, session] = [storyOf(shopId), newId()];
  await record(shopId, [story.started(session, monday), story.replied(session, newId(), 2, after(1))]);
  const tamper = { name: 'test-tamper', text: `UPDATE session_figure SET replied_at = NULL WHERE session_id = $1` };
  const rebuildOnce = () => rebuild({ db, workerDb, clock: clockAt(monday) }, () => undefined);
  await rebuildOnce();
  expect((await rebuildOnce()).corrected).toBe(0);
  await db.transaction([shopId], (tx) => tx.query(tamper, [session]));
  expect([(await rebuildOnce()).corrected, await rate(shopId, after(2))]).toEqual([1, [1, 0, 0]]);
});

it('a rebuild drops a figure that no fact supports', async () => {
  const shopId = await newShop();
  const story = storyOf(shopId);
  await record(shopId, [story.started(newId(), monday)]);
  const invent = {
    name: 'test-invent',
    text: `INSERT INTO session_figure (session_id, shop_id, buyer_id, initiator, business_date, opened_at)
      SELECT $1, shop_id, buyer_id, initiator, business_date, opened_at FROM session_figure WHERE shop_id = $2`,
  };
  await db.transaction([shopId], (tx) => tx.query(invent, [newId(), shopId]));
  expect((await rebuild({ db, workerDb, clock: clockAt(monday) }, () => undefined)).corrected).toBe(1);
  expect((await figuresAt(shopId, monday, '', 'TODAY')).sessions).toBe(1);
});

describe('figures of an older projection', () => {
  const next = projectionVersion + 1;
  const tamper = { name: 'test-forget-replies', text: 'UPDATE session_figure SET replied_at = NULL WHERE shop_id = $1' };
  const figures = {
    name: 'test-figures',
    text: 'SELECT session_id, projection_version AS version, replied_at FROM session_figure WHERE shop_id = $1 ORDER BY session_id',
  };
  const recompute = () => recomputeOutdated({ db, workerDb, log, clock: clockAt(monday) }, next);

  it('are computed again in small steps, by several copies at once, while more comes', async () => {
    const shopId = await newShop();
    const story = storyOf(shopId);
    const sessions = Array.from({ length: 450 }, () => newId());
    await record(
      shopId,
      sessions.flatMap((session) => [story.started(session, monday), story.replied(session, newId(), 2, after(1))]),
    );
    await db.transaction([shopId], (tx) => tx.query(tamper, [shopId]));
    const late = newId();
    await Promise.all([recompute(), recompute(), record(shopId, [story.started(late, after(1))])]);
    await recompute();
    const rows = await db.transaction([shopId], (tx) =>
      tx.query<{ session_id: string; version: number; replied_at: Date }>(figures, [shopId]),
    );
    expect(rows).toHaveLength(451);
    expect(rows.filter(({ version }) => version !== next)).toEqual([]);
    expect(rows.filter(({ replied_at }) => replied_at === null).map(({ session_id }) => session_id)).toEqual([late]);
  });

  it('are not brought back by a process of an older build', async () => {
    const shopId = await newShop();
    const [story, session, agent] = [storyOf(shopId), newId(), newId()];
    await record(shopId, [story.started(session, monday)]);
    await recompute();
    await record(shopId, [story.replied(session, agent, 2, after(1))]);
    const read = () => db.transaction([shopId], (tx) => tx.query(figures, [shopId]));
    expect(await read()).toEqual([{ session_id: session, version: next, replied_at: null }]);
    await db.transaction([shopId], (tx) => projectSessions(tx, [session], monday, next));
    expect(await read()).toEqual([{ session_id: session, version: next, replied_at: after(1) }]);
  });

  it('stay as they are, once and for all, when retention has taken their facts', async () => {
    const shopId = await newShop();
    const story = storyOf(shopId);
    const [old, young] = [newId(), newId()];
    await record(shopId, [story.started(old, monday), story.replied(old, newId(), 2, after(1)), story.started(young, after(24))]);
    await deleteOlder(workerDb, factsRetention, after(24));
    expect(await recompute()).toEqual({ recomputed: 1, kept: 1 });
    expect(await recompute()).toEqual({ recomputed: 0, kept: 0 });
    expect((await rebuild({ db, workerDb, clock: clockAt(monday) }, () => undefined)).corrected).toBe(0);
    expect(await db.transaction([shopId], (tx) => tx.query(figures, [shopId]))).toEqual(
      [
        { session_id: old, version: -projectionVersion, replied_at: after(1) },
        { session_id: young, version: next, replied_at: null },
      ].sort((a, b) => (a.session_id < b.session_id ? -1 : 1)),
    );
  });
});

describe('the log', () => {
  const logged = {
    name: 'test-logged',
    text: 'SELECT stream, type, value::text AS text FROM fact WHERE shop_id = $1 ORDER BY stream, seq',
  };

  it('keeps types that this build does not know, as they were told; a rebuild passes over them', async () => {
    const shopId = await newShop();
    const [story, session] = [storyOf(shopId), newId()];
    const told = [
      story.started(session, monday),
      story.told('session-started', 'restarted', { sessionId: session, openedAt: 'soon' }),
      story.told('message-recorded', 'edited', { sessionId: session, ordinal: 2, sender: 'AGENT', agentId: newId(), recordedAt: 'now' }),
      story.told('alert-raised', 'raised', { sessionId: 'none of ours', occurredAt: 'who knows', odd: '{"a" : 1.0}' }),
    ];
    await db.transaction([shopId], (tx) => handle(tx, createConsumes(clockAt(monday)), told));
    const kept = await db.transaction([shopId], (tx) => tx.query<{ stream: string; type: string; text: string }>(logged, [shopId]));
    expect(kept.map(({ stream, type, text }) => [stream, type, text]).sort()).toEqual(
      told.map(({ topic, type, text }) => [topic, type, text]).sort(),
    );
    expect(await rate(shopId, after(1))).toEqual([0, 0, 1]);
    expect((await rebuild({ db, workerDb, clock: clockAt(monday) }, () => undefined)).corrected).toBe(0);
  });

  it('loses what is older than its setting, save the snapshots of settings', async () => {
    const shopId = await newShop();
    const story = storyOf(shopId);
    await record(shopId, [
      story.told('shop-changed', 'snapshot', { occurredAt: monday.toISOString() }),
      story.started(newId(), monday),
      story.started(newId(), after(1)),
    ]);
    await deleteOlder(workerDb, factsRetention, after(1));
    const kept = await db.transaction([shopId], (tx) => tx.query<{ stream: string }>(logged, [shopId]));
    expect(kept.map(({ stream }) => stream)).toEqual(['session-started', 'shop-changed']);
  });
});

it('a shop that metrics does not know is SHOP_NOT_FOUND', async () => {
  await expect(figuresAt(newId(), monday)).rejects.toMatchObject({ code: 'SHOP_NOT_FOUND' });
});
