import { auditResolvers } from '#libs/platform/audit/audit-resolvers';
import { joinFeatures } from '#libs/service/join-features';
import type { ServiceConfig } from '#libs/platform/process/service-config';
import { commandResultRetention } from '#libs/service/retention';
import type { Deps, ServiceParts } from '#libs/service/run-service';
import { tellAlerts } from './alerts/app/tell-alerts';
import { routingAlert, shopAlerts } from './alerts/resolvers/alert-resolvers';
import { createOutcomeWaiters } from './decision/app/outcome-waiters';
import { decisionConnection, decisionEdge, shopDecisions } from './decision/resolvers/decision-list';
import { routingCandidate, routingExplanation, sessionRouting, sessionRoutingField } from './decision/resolvers/routing-resolvers';
import { simulatedRouting, simulateRouting } from './decision/resolvers/simulate-resolvers';
import { createEngine, type Engine } from './flight/app/engine';
import { consumedTopics } from './flight/app/input';
import { routingRetention } from './flight/app/retention';
import { sweeper } from './flight/app/sweeper';
import type { Resolvers } from './generated/resolver-types';
import { staleWatch } from './presence/app/stale-watch';
import { agentFields } from './presence/resolvers/agent-fields';
import { handoverMutations, handoverPayload } from './handover/resolvers/handover-resolvers';
import { agentOffers, offer, offerMutations } from './offers/resolvers/offer-resolvers';
import { presenceMutations, saturation, shopAgents } from './presence/resolvers/presence-resolvers';
import { checkEstimates } from './queue/app/check-estimates';
import { watchQueue } from './queue/app/watch-queue';
import { queue, queueEntry, queueEntryConnection, queueEntryEdge } from './queue/resolvers/queue-entries';
import { estimatedWaitSeconds, queuePool, queuePosition, shopQueue } from './queue/resolvers/queue-resolvers';
import { receptionTimer } from './reception/app/reception-timer';
import {
  agentGroup,
  agentWeight,
  routingSettings,
  channelLimit,
  groupOverflow,
  skilledAgent,
  listedAgent,
  rulesMutations,
  shopRules,
} from './rules/resolvers/rules-resolvers';
import { createExtra, type Extra } from './request-extra';

/** The subgraph's resolvers over one engine. Every read is scoped to the caller's own shop. */
export const createResolvers = (
  deps: Pick<Deps, 'db' | 'readDb' | 'clock' | 'newId'>,
  engine: Engine,
  limited: readonly string[] = [],
): Resolvers => ({
  Mutation: {
    ...presenceMutations({ ...deps, engine }),
    ...rulesMutations({ ...deps, engine }),
    ...handoverMutations({ ...deps, engine }),
    ...offerMutations({ engine }),
  },
  Query: { simulateRouting: simulateRouting(deps, limited) },
  Shop: {
    __resolveReference: ({ id }, { caller }) => (caller.shop === id ? { id } : null),
    queue: shopQueue(deps),
    routingAlerts: shopAlerts(deps),
    agents: shopAgents(deps),
    saturation: saturation(deps),
    decisions: shopDecisions(deps),
    ...shopRules(deps, limited),
  },
  HandoverPayload: handoverPayload,
  RoutingAlert: routingAlert,
  Queue: queue(deps),
  QueuePool: queuePool,
  QueueEntryConnection: queueEntryConnection,
  QueueEntryEdge: queueEntryEdge,
  QueueEntry: queueEntry,
  Agent: { ...agentFields, offers: agentOffers },
  Offer: offer,
  AgentGroup: agentGroup,
  AgentWeight: agentWeight,
  RoutingSettings: routingSettings,
  ChannelLimit: channelLimit,
  GroupOverflow: groupOverflow,
  SkilledAgent: skilledAgent,
  ListedAgent: listedAgent,
  Session: {
    __resolveReference: ({ id }) => ({ id }),
    id: ({ id }) => id,
    routing: sessionRoutingField(createOutcomeWaiters(deps.readDb, engine.outcomes)),
    queuePosition,
    estimatedWaitSeconds,
  },
  SessionRouting: sessionRouting,
  SimulatedRouting: simulatedRouting,
  DecisionConnection: decisionConnection,
  DecisionEdge: decisionEdge,
  RoutingExplanation: routingExplanation,
  RoutingCandidate: routingCandidate,
});

/** What this service is made of: a feature is a folder, and its lines here and in the list of migrations. */
export const features = (deps: Deps, context?: { readonly config: Pick<ServiceConfig, 'limitedFeatures'> }): ServiceParts<Extra> => {
  const limited = context?.config.limitedFeatures ?? [];
  const engine = createEngine(deps, Math.random, limited);
  return joinFeatures<Extra>(
    {
      resolvers: createResolvers(deps, engine, limited),
      extra: createExtra(deps),
      consumes: { topics: consumedTopics, flights: engine.events },
      workers: [
        receptionTimer(deps, engine),
        sweeper(deps, engine, limited),
        watchQueue(deps),
        checkEstimates(deps, engine),
        staleWatch(deps),
        tellAlerts(deps),
      ],
      retention: [commandResultRetention, ...routingRetention],
    },
    { resolvers: auditResolvers('routing', deps) },
  );
};
