import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { EachBatchPayload } from 'kafkajs';
import pino from 'pino';
import { createBus, createConsumer, createRelay, topicsOf, type Bus, type Consumes, type WireMessage } from '#libs/messaging/index';
import { createDatabase, type Database } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import { systemClock } from '#libs/platform/process/clock';
import { features } from '#services/metrics/features';
import { rebuild } from '#services/metrics/rebuild/app/rebuild';
import type { DatabaseUrls } from '#infra/postgres/service-databases';
import { createDatabases } from '#test/kit/databases';
import { eventually } from '#test/kit/eventually';
import { accessTo, testStack } from '#test/kit/test-stack';
import { metricsHistory, type MetricsHistory } from './bench-metrics-history';
import { administratorOf } from './bench-metrics-database';
import { reportRows } from './bench-metrics-reports';
import { count, ms, type Row } from './bench-report';

const log = pino({ level: 'silent' });
const [perBatch, limitMs] = [500, 1_800_000];

interface Place {
  readonly urls: DatabaseUrls;
  readonly db: Database;
  readonly workerDb: Database;
  readonly bus: Bus;
  readonly admin: Client;
  readonly history: MetricsHistory;
}

interface Printing {
  readonly print: (line: string) => void;
  readonly printTable: (title: string, rows: readonly Row[]) => void;
}

/** What one process of metrics does with a history from the broker, beside what any reader and any writer would take for as many events on this machine. */
export async function benchMetrics(sessions: number, stored: readonly number[], { print, printTable }: Printing): Promise<void> {
  const { metrics: urls } = await createDatabases(['metrics']);
  const db = createDatabase({ url: urls.app, max: 8, log, name: 'bench-metrics' });
  const workerDb = createDatabase({ url: urls.worker, max: 3, log, name: 'bench-metrics-worker' });
  const bus = createBus({ ...testStack().kafka, ...accessTo(), clientId: 'bench-metrics', log });
  const admin = await administratorOf(urls);
  try {
    const place = { urls, db, workerDb, bus, admin, history: metricsHistory(sessions) };
    await bus.ensureTopics();
    print(`Publishing ${count(place.history.events.length)} events …`);
    await publish(place);
    printTable('One process of metrics projects', await projectingRows(place, print));
    printTable('Everything is computed again', await rebuildRows(place, print));
    for (const size of stored) printTable('A report of a year by 200 agents', await reportRows(db, admin, size, print));
  } finally {
    await Promise.all([bus.stop(), admin.end()]);
    await Promise.all([db.close(), workerDb.close()]);
  }
}

const shopRow = {
  name: 'bench-shop',
  text: `INSERT INTO shop_copy (shop_id, version, time_zone, exclude_faq_only) SELECT unnest($1::uuid[]), 0, 'Asia/Shanghai', false`,
};

async function publish({ db, bus, history: { shops, events } }: Place): Promise<void> {
  await db.transaction(shops, (tx) => tx.query(shopRow, [shops]));
  for (let at = 0; at < events.length; at += 5_000) {
    const batches = new Map<string, WireMessage[]>();
    for (const { topic, wire } of events.slice(at, at + 5_000)) batches.set(topic, [...(batches.get(topic) ?? []), wire]);
    await eventually(() => bus.produce(batches), { timeoutMs: 30_000, everyMs: 200 });
  }
}

async function projectingRows(place: Place, print: (line: string) => void): Promise<Row[]> {
  const total = place.history.events.length;
  const rate = (tookMs: number): number => (total / tookMs) * 1_000;
  print('Reading them without doing anything …');
  const bare = rate(await readBare(place));
  print('Upserting a row for each …');
  const upserts = rate(await upsertEach(place));
  print('Projecting them …');
  const ours = rate(await project(place));
  await expectProjected(place);
  const ratio = ours / Math.min(bare, upserts);
  return [
    { what: 'reading the topics only', measured: `${count(bare)} events/s` },
    { what: `upserts of ${perBatch} rows`, measured: `${count(upserts)} events/s` },
    { what: 'projecting, all metrics', measured: `${count(ours)} events/s` },
    { what: 'projecting / the slower of both', measured: ratio.toFixed(2), target: '≥ 0.50', ok: ratio >= 0.5 },
  ];
}

/** From the first record to the last, by a client that only counts. */
async function readBare({ bus, history: { events } }: Place): Promise<number> {
  const consumer = bus.consumer(`bench-bare-${newId()}`);
  await consumer.connect();
  await consumer.subscribe({ topics: [...new Set(events.map(({ topic }) => topic))], fromBeginning: true });
  let [read, begun, ended] = [0, 0, 0];
  const eachBatch = ({ batch }: EachBatchPayload): Promise<void> => {
    begun ||= performance.now();
    read += batch.messages.length;
    ended = performance.now();
    return Promise.resolve();
  };
  await consumer.run({ eachBatch });
  await eventually(() => notBefore(read, events.length), { timeoutMs: limitMs, everyMs: 5 });
  await consumer.disconnect();
  return ended - begun;
}

function notBefore(done: number, total: number): void {
  if (done < total) throw new Error(`${done} of ${total} events were dealt with`);
}

const upsert = {
  name: 'bench-upsert',
  text: `INSERT INTO bench_event AS e SELECT * FROM unnest($1::uuid[], $2::text[], $3::json[])
    ON CONFLICT (id) DO UPDATE SET type = excluded.type, value = excluded.value`,
};

/** One row for each event, a transaction for each batch, on one connection. */
async function upsertEach({ urls, history: { events } }: Place): Promise<number> {
  const client = new Client({ connectionString: urls.owner });
  await client.connect();
  await client.query('CREATE TABLE bench_event (id uuid PRIMARY KEY, type text NOT NULL, value json NOT NULL)');
  const begun = performance.now();
  for (let at = 0; at < events.length; at += perBatch) {
    const batch = events.slice(at, at + perBatch);
    await client.query({
      ...upsert,
      values: [batch.map(({ id }) => id), batch.map(({ type }) => type), batch.map(({ wire }) => wire.value)],
    });
  }
  const tookMs = performance.now() - begun;
  await client.query('DROP TABLE bench_event');
  await client.end();
  return tookMs;
}

/** As a process of the service does it: the inbox, the log, every figure and sum, alerts. */
async function project({ db, workerDb, bus, history: { events } }: Place): Promise<number> {
  const relay = createRelay({ service: 'metrics', db: workerDb, bus, log, keepDays: 1 });
  await relay.start();
  const parts = features({ db, readDb: db, workerDb, outbox: relay.outbox, clock: systemClock, newId, log });
  let begun = 0;
  const consumes = timedConsumes(parts.consumes, () => (begun ||= performance.now()));
  let fatal: string | undefined;
  const onFatal = (reason: string): void => void (fatal = reason);
  const options = { service: 'metrics', bus, db, workerDb, relay, consumes, pauseMs: parts.pauseMs, log, onFatal };
  const consumer = createConsumer(options);
  await consumer.start();
  try {
    await eventually(() => notBefore(consumer.stats().done, events.length), { timeoutMs: limitMs, everyMs: 5 });
    return performance.now() - begun;
  } catch (error) {
    throw fatal === undefined ? error : new Error(fatal, { cause: error });
  } finally {
    await consumer.stop();
    await relay.stop();
  }
}

function timedConsumes(consumes: Consumes, onFirst: () => void): Consumes {
  if (!('take' in consumes)) throw new Error('Metrics takes all topics at once');
  return {
    topics: topicsOf(consumes),
    take: (tx, events) => {
      onFirst();
      return consumes.take(tx, events);
    },
  };
}

/** A rate of events that were set aside would say nothing. */
async function expectProjected({ db, history: { shops, events } }: Place): Promise<void> {
  const text = `SELECT sum(sessions)::int AS sessions, sum(responded)::int AS responded FROM figure_sum WHERE dimension = 'SHOP' AND grain = 'DAY'`;
  const [sums] = await db.transaction(shops, (tx) => tx.query<object>({ name: 'bench-sums', text }));
  const sessions = events.filter(({ type }) => type === 'started').length;
  const right = JSON.stringify({ sessions, responded: sessions });
  if (JSON.stringify(sums) !== right) throw new Error(`The sums say ${JSON.stringify(sums)} instead of ${right}`);
}

/* What a simple report needs, from each session's first instants: far less than the projection counts. */
const grouped = `WITH s AS (SELECT shop_id, session_id, min(occurred_at) AS opened, min(occurred_at) FILTER (WHERE value->>'sender' = 'AGENT') AS replied
    FROM bench_copy GROUP BY 1, 2)
  SELECT shop_id, date_trunc('day', opened), extract(hour FROM opened), count(*), count(replied), sum(replied - opened) FROM s GROUP BY 1, 2, 3`;

async function rebuildRows({ db, workerDb, admin, history: { events } }: Place, print: (line: string) => void): Promise<Row[]> {
  print('Computing them again from the log …');
  const begun = performance.now();
  const { corrected } = await rebuild({ db, workerDb, clock: systemClock }, () => undefined);
  const oursMs = performance.now() - begun;
  const copyMs = await copyAndGroup(admin);
  const ratio = copyMs / oursMs;
  return [
    {
      what: `rebuild of ${count(events.length)} events`,
      measured: `${ms(oursMs)}, ${corrected} figures differed`,
      target: '0 differ',
      ok: corrected === 0,
    },
    { what: 'COPY and GROUP BY of the same', measured: ms(copyMs) },
    { what: 'COPY and GROUP BY / rebuild', measured: ratio.toFixed(2), target: '≥ 0.20', ok: ratio >= 0.2 },
  ];
}

/** The server reads the same facts from a file and groups them. */
async function copyAndGroup(admin: Client): Promise<number> {
  const file = join(tmpdir(), `bench-facts-${newId()}`);
  try {
    await admin.query(`COPY fact TO '${file}'`);
    await admin.query('CREATE TABLE bench_copy (LIKE fact)');
    const begun = performance.now();
    await admin.query(`COPY bench_copy FROM '${file}'`);
    await admin.query(grouped);
    return performance.now() - begun;
  } finally {
    await admin.query('DROP TABLE IF EXISTS bench_copy');
    rmSync(file, { force: true });
  }
}
