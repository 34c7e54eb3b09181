import type { Deps } from '#libs/service/run-service';
import { commandCapacity, commandPresence } from '../presence/app/agent-commands';
import type { Engine } from '../flight/app/engine';
import { createOutcomeDesk } from '../decision/app/outcome-waiters';
import type { Resolvers } from '../generated/resolver-types';
import { readShopAgents } from '../presence/store/read-agents';
import { readQueue } from '../queue/store/read-queue';
import { agent } from '../presence/resolvers/agent-fields';
import { createSession, routingCandidate, routingExplanation, sessionRouting } from '../decision/resolvers/session-fields';

/** The subgraph's resolvers over one engine. Every read is scoped to the caller's own shop. */
export const createResolvers = ({ db, clock }: Pick<Deps, 'db' | 'clock'>, engine: Engine): Resolvers => ({
  Mutation: {
    setPresence: async (_root, { input }, by) => ({ agent: await commandPresence(engine, by, input), warnings: [] }),
    setCapacity: async (_root, { input }, by) => ({ agent: await commandCapacity(engine, by, input), warnings: [] }),
  },
  Shop: {
    __resolveReference: ({ id }, { caller }) => (caller.shop === id ? { id } : null),
    queue: async ({ id }, _args, { caller }) => {
      const view = caller.shop === id ? await readQueue(db, id, clock.now()) : null;
      return view && { ...view, pools: [...view.pools] };
    },
    agents: async ({ id }, _args, { caller, extra }) => {
      if (caller.shop !== id) return null;
      const views = await readShopAgents(db, id, clock.now());
      for (const view of views) extra.agents.prime(view.id, view);
      return views;
    },
  },
  Agent: agent,
  Session: createSession(createOutcomeDesk(db, engine.board)),
  SessionRouting: sessionRouting,
  RoutingExplanation: routingExplanation,
  RoutingCandidate: routingCandidate,
});
