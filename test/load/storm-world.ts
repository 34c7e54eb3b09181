import pino from 'pino';
import { accessAs } from '#infra/kafka/cluster';
import type { SystemEnvironment } from '#infra/launcher/system-environment';
import type { AnyNewEvent, EventOf } from '#libs/contracts/index';
import { createBus, createConsumer, createFlights, createRelay } from '#libs/messaging/index';
import { createDatabase, type Database } from '#libs/platform/database/database';

/** What a storm needs of a routing process: where it listens, and to be killed and frozen. */
export interface StormRouter {
  readonly url: string;
  kill(): void;
  freeze(): void;
  thaw(): void;
  ready(): Promise<void>;
}

/** A place in which routing runs and the storm plays shop and session service, with an outbox and an inbox as these have. */
export interface StormWorld {
  readonly environment: SystemEnvironment;
  readonly routers: readonly StormRouter[];
  /** Routing's database, fenced as for its own service. */
  readonly routingDb: Database;
  /** Commits facts; in the order of the calls, per shop. */
  publish(facts: readonly AnyNewEvent[]): Promise<void>;
  /** Calls back with every new outcome, in order per shop. */
  onRouted(listener: (event: EventOf<'session-routed'>) => void): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createStormWorld(environment: SystemEnvironment, routers: readonly StormRouter[]): StormWorld {
  const log = pino({ level: 'silent' });
  const open = (url: string, name: string): Database => createDatabase({ url, max: 4, log, name });
  const db = open(environment.databases.session.app, 'storm');
  const workerDb = open(environment.databases.session.worker, 'storm-worker');
  const routingDb = open(environment.databases.routing.app, 'storm-checks');
  const { kafka } = environment;
  const bus = createBus({ ...kafka, ...accessAs(kafka, 'admin'), clientId: 'storm', log });
  const relay = createRelay({ service: 'session', db: workerDb, bus, log });
  const listeners: ((event: EventOf<'session-routed'>) => void)[] = [];
  const consumer = createConsumer({
    service: 'session',
    bus,
    db,
    workerDb,
    relay,
    consumes: {
      handlers: {
        'session-routed': (tx, events) =>
          Promise.resolve(tx.afterCommit(() => events.forEach((event) => listeners.forEach((listen) => listen(event))))),
      },
    },
    log,
    onFatal: (reason) => {
      throw new Error(`The storm's own consumer is broken: ${reason}`);
    },
  });
  const flights = createFlights<readonly AnyNewEvent[], void>({
    limit: 500,
    fly: async (batches) => {
      const facts = batches.flat();
      await db.transaction([...new Set(facts.map(({ shopId }) => shopId))], (tx) => relay.outbox.append(tx, facts));
      return batches.map(() => undefined);
    },
  });
  return {
    environment,
    routers,
    routingDb,
    publish: (facts) => flights.submit(facts),
    onRouted: (listener) => void listeners.push(listener),
    start: async () => {
      await bus.ensureTopics();
      await relay.start();
      await consumer.start();
    },
    stop: async () => {
      await consumer.stop();
      await relay.stop();
      await bus.stop();
      await Promise.all([db, workerDb, routingDb].map((database) => database.close()));
    },
  };
}
