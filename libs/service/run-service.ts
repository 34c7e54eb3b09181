import { setTimeout as pause } from 'node:timers/promises';
import {
  createBus,
  createConsumer,
  createInboxPositions,
  createRelay,
  topicsOf,
  type Bus,
  type Consumes,
  type Outbox,
  type Relay,
} from '#libs/messaging/index';
import type { Caller } from '#libs/platform/access/caller';
import { fileClock, systemClock, type Clock } from '#libs/platform/process/clock';
import { createDatabase, type Database } from '#libs/platform/database/database';
import type { ServiceSchema } from '#libs/platform/database/migrate';
import { newId, type NewId } from '#libs/platform/process/ids';
import { createLifecycle, drainLimitMs, type Lifecycle } from '#libs/platform/process/lifecycle';
import { createLog, type Log } from '#libs/platform/process/log';
import { passportReader } from '#libs/platform/access/passport';
import { readServiceConfig, type ServiceConfig } from '#libs/platform/process/service-config';
import { watchProcess } from '#libs/platform/telemetry/readings';
import { startTracing } from '#libs/platform/telemetry/tracing';
import type { ServiceRoutes } from '#libs/platform/graphql/service-route';
import { startSubgraph } from '#libs/platform/graphql/subgraph-server';
import { checkMigrated } from './migration-check';
import { createRetention, parkedRetention, type Retained } from './retention';

/** What a service's use cases are given. */
export interface Deps {
  /** Commands and consumers; fenced to the shops of each transaction. */
  readonly db: Database;
  /** Queries, fenced likewise, on connections of their own: however many are read, commands find theirs free. */
  readonly readDb: Database;
  /** Work across shops; sees what its policies list. */
  readonly workerDb: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
}

/** A loop of its own, such as timers or a sweeper. */
export interface Worker {
  readonly name: string;
  start(): void;
  stop(): Promise<void>;
}

export interface ServiceParts<X> {
  /** The generated `Resolvers` of the subgraph. */
  readonly resolvers: object;
  /** Per-request things, such as dataloaders. */
  readonly extra: (caller: Caller) => X;
  readonly consumes: Consumes;
  /** Pause of the consumer after a fetch while busy; absent = as short as the hot path needs. */
  readonly pauseMs?: number | undefined;
  readonly workers: readonly Worker[];
  /** What is deleted when it is old. */
  readonly retention?: readonly Retained[];
  /** What is answered beside the graph, by path. */
  readonly routes?: ServiceRoutes;
}

export interface ServiceShape<X> {
  /** No command is taken and no event consumed before the database has all of its migrations. */
  readonly schema: ServiceSchema;
  readonly build: (deps: Deps, context: { config: ServiceConfig; lifecycle: Lifecycle }) => ServiceParts<X>;
}

const bootPauseMs = 500;

/**
 * Runs one service: HTTP listens at once and answers SERVICE_UNAVAILABLE until the database is migrated and the relay has its cursors;
 * then commands are taken, consumers join and workers start. A dependency that is down is waited for, never crashed upon.
 */
export async function runService<X>(shape: ServiceShape<X>): Promise<void> {
  const config = readServiceConfig(shape.schema.service, process.env);
  const log = createLog({ service: config.service, ...config.log });
  const lifecycle = createLifecycle(log);
  watchProcess(config.service);
  if (config.traces) lifecycle.onStop('traces', await startTracing(config.service, log));
  const db = createDatabase({ url: config.database.app, max: 8, log, name: `jiedai-${config.service}` });
  const readDb = createDatabase({ url: config.database.app, max: 4, log, name: `jiedai-${config.service}-reads` });
  const workerDb = createDatabase({ url: config.database.worker, max: 3, log, name: `jiedai-${config.service}-worker` });
  lifecycle.onStop('databases', async () => {
    await Promise.all([db.close(), readDb.close(), workerDb.close()]);
  });
  const bus = createBus({ ...config.kafka, clientId: `jiedai-${config.service}`, log });
  lifecycle.onStop('kafka', () => bus.stop());
  const relay = createRelay({ service: config.service, db: workerDb, bus, log, keepDays: config.keepDays.JIEDAI_KEEP_OUTBOX_DAYS });
  const deps: Deps = {
    db,
    readDb,
    workerDb,
    outbox: relay.outbox,
    clock: config.clockFile ? fileClock(config.clockFile) : systemClock,
    newId,
    log,
  };
  const parts = shape.build(deps, { config, lifecycle });
  const state = { open: false };
  const migrated = (): Promise<void> => checkMigrated(db, shape.schema);
  const ready = async (): Promise<void> => {
    await migrated();
    if (!state.open) throw new Error('starting');
  };
  const server = await startSubgraph({
    service: config.service,
    host: config.host,
    port: config.port,
    resolvers: parts.resolvers,
    extra: parts.extra,
    routes: parts.routes,
    passports: passportReader(config.passportSecrets),
    ready,
    isOpen: () => state.open,
    positions: {
      ...createInboxPositions({ service: config.service, consumes: topicsOf(parts.consumes), db: readDb }),
      written: relay.written,
    },
    log,
  });
  log.info({ port: server.port }, 'listening');
  await boot(log, migrated);
  await boot(log, () => relay.start());
  lifecycle.onStop('relay', () => relay.stop());
  state.open = true;
  startBehind(parts, { config, bus, relay, deps, lifecycle });
  lifecycle.onStop('http', () => server.stop(), drainLimitMs);
}

/** Consumers and workers start behind the open door: Kafka may be down while commands are already taken. */
function startBehind<X>(
  parts: ServiceParts<X>,
  context: { config: ServiceConfig; bus: Bus; relay: Relay; deps: Deps; lifecycle: Lifecycle },
): void {
  const { config, bus, relay, deps, lifecycle } = context;
  for (const worker of [...parts.workers, createRetention(deps, config.keepDays, [parkedRetention, ...(parts.retention ?? [])])]) {
    worker.start();
    lifecycle.onStop(worker.name, () => worker.stop());
  }
  const consumer = createConsumer({
    service: config.service,
    bus,
    db: deps.db,
    workerDb: deps.workerDb,
    relay,
    consumes: parts.consumes,
    pauseMs: parts.pauseMs,
    log: deps.log,
    onFatal: (reason, error) => lifecycle.fatal(reason, error),
  });
  lifecycle.onStop('consumer', () => consumer.stop());
  void boot(deps.log, () => bus.ensureTopics()).then(() => boot(deps.log, () => consumer.start()));
}

/** Tries a step until it holds; each new reason is logged once. */
async function boot(log: Log, step: () => Promise<void>): Promise<void> {
  let last = '';
  for (;;) {
    try {
      return await step();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== last) log.warn({ err: error }, 'waiting for a dependency');
      last = reason;
      await pause(bootPauseMs);
    }
  }
}
