import type { EventOf, Topic } from '#libs/contracts/index';
import type { Consumes, TopicHandler, TopicHandlers } from '#libs/messaging/index';
import type { Caller } from '#libs/platform/access/caller';
import { joinResolvers } from '#libs/platform/graphql/join-resolvers';
import type { ServiceRoutes } from '#libs/platform/graphql/service-route';
import type { Retained } from './retention';
import type { ServiceParts, Worker } from './run-service';

/** What a feature's folder adds to its service; each feature names only what it has. */
export interface Feature<X> {
  readonly resolvers?: object;
  /** Its part of what every request carries. */
  readonly extra?: (caller: Caller) => Partial<X>;
  /** What it does on hearing of others. Two features may listen to one topic; they are told in the order of the list. */
  readonly handlers?: TopicHandlers;
  readonly workers?: readonly Worker[];
  readonly retention?: readonly Retained[];
  /** Instead of handlers, for the one feature of a service that takes all events itself. */
  readonly consumes?: Consumes;
  readonly pauseMs?: number;
  readonly routes?: ServiceRoutes;
}

/** A service is the sum of its features. */
export function joinFeatures<X>(...features: readonly Feature<X>[]): ServiceParts<X> {
  return {
    resolvers: joinResolvers(...features.flatMap(({ resolvers }) => resolvers ?? [])),
    extra: (caller) => Object.assign({}, ...features.map(({ extra }) => extra?.(caller))) as X,
    consumes: joinConsumers(features),
    pauseMs: features.find(({ pauseMs }) => pauseMs !== undefined)?.pauseMs,
    workers: features.flatMap(({ workers }) => workers ?? []),
    retention: features.flatMap(({ retention }) => retention ?? []),
    routes: Object.assign({}, ...features.map(({ routes }) => routes)) as ServiceRoutes,
  };
}

function joinConsumers(features: readonly Pick<Feature<unknown>, 'consumes' | 'handlers'>[]): Consumes {
  const takesAll = features.flatMap(({ consumes }) => consumes ?? []);
  const listeners = features.flatMap(({ handlers }) => handlers ?? []);
  if (takesAll.length > 1 || (takesAll.length === 1 && listeners.length > 0))
    throw new Error('A feature takes all events of its service, so no other may listen.');
  return takesAll[0] ?? { handlers: joinHandlers(listeners) };
}

function joinHandlers(tables: readonly TopicHandlers[]): TopicHandlers {
  const topics = [...new Set(tables.flatMap((table) => Object.keys(table) as Topic[]))];
  return Object.fromEntries(
    topics.map((topic) => {
      const handlers = tables.flatMap((table) => (table[topic] as TopicHandler<Topic> | undefined) ?? []);
      return [topic, handlers.length === 1 ? handlers[0] : inTurn(handlers)];
    }),
  );
}

const inTurn =
  (handlers: readonly TopicHandler<Topic>[]): TopicHandler<Topic> =>
  async (tx, events: readonly EventOf<Topic>[]) => {
    for (const handler of handlers) await handler(tx, events);
  };
