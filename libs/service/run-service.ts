import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import { setTimeout as pause } from 'node:timers/promises';
import { createBus, createConsumer, createRelay, type Bus, type Outbox, type TopicHandlers } from '#libs/messaging/index';
import type { Caller } from '#libs/platform/caller';
import { fileClock, systemClock, type Clock } from '#libs/platform/clock';
import { createDatabase, type Database } from '#libs/platform/database';
import type { ServiceName } from '#libs/platform/env';
import { newId, type NewId } from '#libs/platform/ids';
import { createLifecycle, type Lifecycle } from '#libs/platform/lifecycle';
import { createLog, type Log } from '#libs/platform/log';
import { passportReader } from '#libs/platform/passport';
import { readServiceConfig, type ServiceConfig } from '#libs/platform/service-config';
import { startSubgraph, type RequestContext } from '#libs/platform/subgraph-server';

/** What a service's use cases are given. `db` is fenced to the shops of each transaction; `workerDb` sees what its policies list. */
export interface Deps {
  readonly db: Database;
  readonly workerDb: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
}

/** A loop of its own, such as timers or a sweeper. */
export interface Worker {
  start(): void;
  stop(): Promise<void>;
}

export interface ServiceParts<X> {
  readonly resolvers: GraphQLResolverMap<RequestContext<X>>;
  /** Per-request things, such as dataloaders. */
  readonly extra: (caller: Caller) => X;
  readonly consumes: TopicHandlers;
  readonly workers: readonly Worker[];
}

/** Name of the newest migration this code expects; the service takes no command before the database has it. */
export interface ServiceShape<X> {
  readonly service: ServiceName;
  readonly newestMigration: string;
  readonly build: (deps: Deps, context: { config: ServiceConfig; bus: Bus; lifecycle: Lifecycle }) => ServiceParts<X>;
}
