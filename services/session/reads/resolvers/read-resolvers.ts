import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { actInSession } from '../../conversation/app/agent-commands';
import { inOpenSession, type BuyerDeps } from '../../conversation/app/buyer-commands';
import { nameOf, onlyItself } from '../../conversation/resolvers/buyer-mutations';
import { warningsOf } from '../../conversation/resolvers/display-fields';
import { buyerInput } from '../../conversation/resolvers/inputs';
import { certain, viewOf } from '../../conversation/resolvers/payloads';
import type { Resolvers } from '../../generated/resolver-types';
import { markAgentRead, markBuyerRead } from '../domain/mark-read';

const ordinal = z.int32().min(1, '1 or more');
const readInput = z.object({ shopId: idInput, sessionId: idInput, ordinal, commandId: commandIdInput });
const buyerReadInput = z.object({ shopId: idInput, buyer: buyerInput, ordinal, commandId: commandIdInput });

/** How far agents and buyers have read. */
export const readResolvers = (deps: BuyerDeps): Resolvers => ({
  Mutation: {
    markRead: command('markRead', readInput, async (asked) => ({
      session: certain(viewOf(await actInSession(deps.queue, asked, asked.input.sessionId, markAgentRead(asked.input.ordinal)))),
      warnings: [],
    })),
    markBuyerRead: command('markBuyerRead', buyerReadInput, async (asked) => {
      const { buyer, ordinal: to } = asked.input;
      onlyItself(asked.caller, buyer);
      const done = await inOpenSession(deps, asked, nameOf(buyer), markBuyerRead(to));
      return { session: viewOf(done), warnings: warningsOf({ 'buyer.name': buyer.name }) };
    }),
  },
  Session: {
    agentReadTo: ({ session }) => session.agentReadTo,
    buyerReadTo: ({ session }) => session.buyerReadTo,
  },
});
