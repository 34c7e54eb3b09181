import { randomBytes } from 'node:crypto';
import pino from 'pino';
import type { Admin } from 'kafkajs';
import { Client } from 'pg';
import type { AnyNewEvent, ReceivedEvent } from '#libs/contracts/index';
import {
  createBus,
  createConsumer,
  createRelay,
  groupOf,
  plainClient,
  type Bus,
  type EventConsumer,
  type Outbox,
  type Relay,
  withAdmin,
} from '#libs/messaging/index';
import type { AtStep } from '#libs/messaging/index';
import { createDatabase, type Database, type Statement, type Tx } from '#libs/platform/database/database';
import { newId } from '#libs/platform/process/ids';
import type { Log } from '#libs/platform/process/log';
import type { DatabaseUrls } from '#infra/postgres/service-databases';
import { createDatabases } from '#test/kit/databases';
import { eventually } from '#test/kit/eventually';
import { accessTo, testStack } from '#test/kit/test-stack';

/** Where an owner's and a reader's processes work: session publishes, metrics' database holds what a reader has seen. */
export interface Places {
  readonly brokers: string;
  readonly session: DatabaseUrls;
  readonly metrics: DatabaseUrls;
  /** Name of the reader: its group and inbox. */
  readonly reader: string;
}

/** A process that owns a fact: its own connections, producer and relay. */
export interface Owner {
  readonly db: Database;
  readonly workerDb: Database;
  readonly relay: Relay;
  readonly bus: Bus;
  /** Starts its relay, and answers readers if it is to. */
  start(): Promise<void>;
  /** Commits these events in one transaction. */
  publish(events: readonly AnyNewEvent[]): Promise<void>;
  close(): Promise<void>;
}

/** A process that reads facts and writes down each, once, in the order of its commits. */
export interface Reader {
  readonly db: Database;
  readonly workerDb: Database;
  readonly bus: Bus;
  readonly relay: Relay;
  readonly consumer: EventConsumer;
  /** Problems that this process was ended for. */
  readonly fatal: string[];
  close(): Promise<void>;
}

export interface Seen {
  readonly stream: string;
  readonly shop_id: string;
  readonly seq: number;
  readonly event_id: string;
  readonly subject: string;
}

export const silent = pino({ level: 'silent' });

/** Topics that readers here listen to. */
export const streams = ['session-ended', 'agent-status-changed'] as const;

/** As `eventually`, with the patience that a machine needs on which everything is tested at once. */
export const soon = <T>(check: () => T | Promise<T>): Promise<T> => eventually(check, { timeoutMs: 40_000, everyMs: 50 });

/** Databases for one owner and one reader, whose effect is a row per event in a table of the test's own; the reader begins where the topics end now. */
export async function findPlaces(brokers = testStack().brokers): Promise<Places> {
  const { session, metrics } = await createDatabases(['session', 'metrics']);
  const owner = new Client({ connectionString: metrics.owner });
  await owner.connect();
  await owner.query(`CREATE TABLE seen (place bigserial PRIMARY KEY, stream text, shop_id uuid, seq bigint, event_id uuid, subject text)`);
  await owner.query(`GRANT SELECT, INSERT ON seen TO jiedai_metrics_app; GRANT USAGE ON seen_place_seq TO jiedai_metrics_app`);
  await owner.end();
  const reader = `reader-${randomBytes(4).toString('hex')}`;
  await connectBus(brokers).ensureTopics();
  await withBroker(brokers, async (admin) => {
    // A topic that was made a moment ago has no leader yet.
    for (const topic of streams)
      await soon(async () => admin.setOffsets({ groupId: groupOf(reader), topic, partitions: await admin.fetchTopicOffsets(topic) }));
  });
  return { brokers, session, metrics, reader };
}

export const withBroker = <T>(brokers: string, work: (admin: Admin) => Promise<T>): Promise<T> =>
  withAdmin(plainClient('messaging-test', accessTo(brokers)), work);

/** A connection to the test stack's or another broker, as a service has it. */
export const connectBus = (brokers: string, log: Log = silent): Bus =>
  createBus({ ...testStack().kafka, ...accessTo(brokers), clientId: 'messaging-test', log });

export interface OwnerOptions {
  readonly atStep?: AtStep;
  readonly bus?: Bus;
  /** It answers readers that ask for events; on a broker of the test's own only, since its group's name is the service's. */
  readonly answers?: boolean;
}

export function openOwner({ session, brokers }: Places, options: OwnerOptions = {}): Owner {
  const db = createDatabase({ url: session.app, max: 6, log: silent, name: 'owner' });
  const workerDb = createDatabase({ url: session.worker, max: 3, log: silent, name: 'owner-worker' });
  const bus = options.bus ?? connectBus(brokers);
  const relay = createRelay({ service: 'session', db: workerDb, bus, log: silent, atStep: options.atStep, compareMs: 300 });
  const onFatal = (): void => undefined;
  const consumer = createConsumer({ service: 'session', bus, db, workerDb, relay, consumes: { handlers: {} }, log: silent, onFatal });
  return {
    db,
    workerDb,
    relay,
    bus,
    start: async () => {
      await relay.start();
      if (options.answers) await consumer.start();
    },
    publish: (events) => publish(db, relay.outbox, events),
    close: async () => {
      if (options.answers) await consumer.stop();
      await relay.stop();
      await bus.stop();
      await Promise.all([db.close(), workerDb.close()]);
    },
  };
}

/** Commits events in one transaction. Where a busy machine gave no connection in time, nothing was done yet, and it is tried again. */
export async function publish(db: Database, outbox: Outbox, events: readonly AnyNewEvent[]): Promise<void> {
  const shops = [...new Set(events.map((event) => event.shopId))];
  for (;;) {
    try {
      return await db.transaction(shops, (tx) => outbox.append(tx, events));
    } catch (error) {
      if (!/connection timeout|trying to connect/.test(String((error as Error).cause))) throw error;
    }
  }
}

const record: Statement = {
  name: 'seen-record',
  text: `INSERT INTO seen (stream, shop_id, seq, event_id, subject)
    SELECT * FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::uuid[], $5::text[])`,
};

/** The reader's effect. */
export const writeDown = async (tx: Tx, events: readonly ReceivedEvent[]): Promise<void> => {
  const columns = [
    events.map((event) => event.topic),
    events.map((event) => event.shopId),
    events.map((event) => event.sequence),
    events.map((event) => event.id),
    events.map((event) => event.subject),
  ];
  await tx.query(record, columns);
};

/** The reader's effect, but it cannot take these subjects. */
export const stumbleOver =
  (bad: ReadonlySet<string>) =>
  async (tx: Tx, events: readonly ReceivedEvent[]): Promise<void> => {
    if (events.some(({ subject }) => bad.has(subject))) throw new Error('not with this one');
    await writeDown(tx, events);
  };

export interface ReaderOptions {
  readonly atStep?: AtStep;
  readonly log?: Log;
  readonly effect?: (tx: Tx, events: readonly ReceivedEvent[]) => Promise<void>;
}

/** Opens a reader; several of one place are several processes of one service. */
export function openReader({ metrics, brokers, reader }: Places, options: ReaderOptions = {}): Reader {
  const log = options.log ?? silent;
  const db = createDatabase({ url: metrics.app, max: 6, log: silent, name: 'reader' });
  const workerDb = createDatabase({ url: metrics.worker, max: 3, log: silent, name: 'reader-worker' });
  const bus = connectBus(brokers);
  const relay = createRelay({ service: 'metrics', db: workerDb, bus, log: silent, compareMs: 300 });
  const fatal: string[] = [];
  const effect = options.effect ?? writeDown;
  const consumer = createConsumer({
    service: reader,
    bus,
    db,
    workerDb,
    relay,
    consumes: { handlers: { 'session-ended': effect, 'agent-status-changed': effect } },
    log,
    atStep: options.atStep,
    onFatal: (reason, error) => void fatal.push(error instanceof Error ? `${reason}: ${error.stack}` : reason),
  });
  return {
    db,
    workerDb,
    bus,
    relay,
    consumer,
    fatal,
    close: async () => {
      await consumer.stop();
      await relay.stop();
      await bus.stop();
      await Promise.all([db.close(), workerDb.close()]);
    },
  };
}

const seen: Statement = {
  name: 'seen-read',
  text: `SELECT stream, shop_id, seq, event_id, subject FROM seen WHERE shop_id = ANY ($1::uuid[]) ORDER BY place`,
};

/** What readers have written down of these shops, in the order of their commits. */
export const seenOf = (reader: Reader, ...shops: string[]): Promise<Seen[]> =>
  reader.db.transaction([], (tx) => tx.query<Seen>(seen, [shops]));

const counted: Statement = { name: 'seen-count', text: 'SELECT count(*) AS n FROM seen WHERE shop_id = ANY ($1::uuid[])' };

export const countSeen = async (reader: Reader, ...shops: string[]): Promise<number> =>
  (await reader.db.transaction([], (tx) => tx.query<{ n: number }>(counted, [shops])))[0]!.n;

const common = (shopId: string) => ({
  shopId,
  occurredAt: '2026-03-02T02:00:00.000Z',
  actor: { kind: 'SYSTEM' as const, id: null },
  causeId: null,
  policyVersion: 1,
});

/** A session of the shop has ended. */
export const ended = (shopId: string, sessionId: string = newId()): AnyNewEvent => ({
  id: newId(),
  topic: 'session-ended',
  type: 'ended',
  shopId,
  subject: sessionId,
  traceparent: null,
  value: {
    ...common(shopId),
    sessionId,
    agentId: 'a',
    endedAt: '2026-03-02T02:00:00.000Z',
    endedBy: 'a',
    holdUntil: '2026-03-02T02:20:00.000Z',
    unanswered: false,
  },
});

/** An agent of the shop has come online: a fact of another stream. */
export const online = (shopId: string, agentId: string = newId()): AnyNewEvent => ({
  id: newId(),
  topic: 'agent-status-changed',
  type: 'presence',
  shopId,
  subject: agentId,
  traceparent: null,
  value: {
    ...common(shopId),
    agentId,
    shopVersion: 1,
    presence: 'ONLINE',
    maxCapacity: null,
    autoSuspended: false,
    load: 0,
    held: 0,
    from: 'OFFLINE',
    to: 'ONLINE',
    since: '2026-03-02T02:00:00.000Z',
    previousSince: null,
  },
});

/** Numbers 1 to n. */
export const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);
