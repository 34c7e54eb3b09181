import { command } from '#libs/platform/graphql/command';
import { humanContact } from '../../conversation/domain/session';
import type { Resolvers } from '../../generated/resolver-types';
import { blockBuyer, setExclusiveAgent, unblockBuyer, type MarkDeps } from '../app/mark-buyer';
import { buyerLists } from './buyer-lists';
import { blockInput, exclusiveAgentInput, unblockInput } from './buyer-inputs';

/** What people of the shop set about buyers, and what is known of them. */
export const buyerResolvers = (deps: MarkDeps): Resolvers => ({
  ...buyerLists(deps),
  Mutation: {
    setExclusiveAgent: command('setExclusiveAgent', exclusiveAgentInput, async (asked) => ({
      buyer: await setExclusiveAgent(deps, asked),
    })),
    blockBuyer: command('blockBuyer', blockInput, async (asked) => ({ buyer: await blockBuyer(deps, asked) })),
    unblockBuyer: command('unblockBuyer', unblockInput, async (asked) => ({ buyer: await unblockBuyer(deps, asked) })),
  },
  Buyer: {
    exclusiveAgent: ({ exclusiveAgentId: id }) => (id === null ? null : { id }),
    // A contact of the open session is later than all before it.
    lastHumanContact: async ({ id, lastHuman }, _args, { extra }) => {
      const open = await extra.openSessions.load(id);
      return (open && humanContact(open)) ?? lastHuman;
    },
  },
  BuyerBlock: { by: ({ by }) => ({ id: by }) },
  HumanContact: { agent: ({ agentId }) => ({ id: agentId }) },
});
