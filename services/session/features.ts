import type { TopicHandlers } from '#libs/messaging/index';
import { commandResultRetention } from '#libs/service/retention';
import type { Deps, ServiceParts } from '#libs/service/run-service';
import { createCommandQueue } from './conversation/app/command-queue';
import { takePresence } from './conversation/app/take-presence';
import { takeRouted, type ConsumerDeps } from './conversation/app/take-routed';
import { createTimerLoop } from './conversation/app/timer-loop';
import { createResolvers } from './conversation/resolvers/create-resolvers';
import { createExtra } from './conversation/resolvers/loaders';
import { takeAccounts, takeSchedules, takeShops } from './copies/app/take-snapshots';
import type { Extra } from './request-extra';

/** What this service hears of others: a use case per topic. */
export const createConsumers = (deps: ConsumerDeps): TopicHandlers => ({
  'shop-changed': takeShops,
  'account-changed': takeAccounts,
  'schedule-changed': takeSchedules,
  'agent-status-changed': takePresence(deps),
  'session-routed': takeRouted(deps),
});

/** What this service is made of: a feature is a folder, and its lines here and in the list of migrations. */
export const features = (deps: Deps): ServiceParts<Extra> => ({
  resolvers: createResolvers(deps.db, createCommandQueue(deps)),
  extra: createExtra(deps.db),
  consumes: { handlers: createConsumers(deps) },
  workers: [createTimerLoop(deps)],
  retention: [commandResultRetention],
});
