import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { foreignKey } from '#libs/platform/graphql/text-input';
import type { BuyerDeps } from '../../conversation/app/buyer-commands';
import { nameOf, onlyItself } from '../../conversation/resolvers/buyer-mutations';
import { agentText, buyerInput } from '../../conversation/resolvers/inputs';
import { messagePayload } from '../../conversation/resolvers/payloads';
import { warningsOf } from '../../conversation/resolvers/display-fields';
import type { Resolvers } from '../../generated/resolver-types';
import { recallOfBuyer, reviseOwn } from '../app/revise-message';
import { decideEdit, decideRecall } from '../domain/decide-revision';
import type { MessageDecision } from '../domain/message-case';

const ownMessage = { shopId: idInput, sessionId: idInput, messageId: idInput, commandId: commandIdInput };
const recallInput = z.object(ownMessage);
const editInput = z.object({ ...ownMessage, text: z.optional(z.unknown()) }).transform(agentText);
const buyerRecallInput = z.object({ shopId: idInput, buyer: buyerInput, channelMessageId: foreignKey(200), commandId: commandIdInput });

/** Messages that are edited and recalled. */
export const revisionResolvers = (deps: Pick<BuyerDeps, 'queue' | 'buyers'>): Resolvers => ({
  Mutation: {
    recallMessage: command('recallMessage', recallInput, async (asked) => ({
      ...messagePayload(await reviseOwn(deps.queue, asked, asked.input, decideRecall)),
      warnings: [],
    })),
    editMessage: command('editMessage', editInput, async (asked) => {
      const decide: MessageDecision = (known, now) => decideEdit(known, asked.input.text ?? '', now);
      return { ...messagePayload(await reviseOwn(deps.queue, asked, asked.input, decide)), warnings: [] };
    }),
    recallBuyerMessage: command('recallBuyerMessage', buyerRecallInput, async (asked) => {
      const { buyer, channelMessageId } = asked.input;
      onlyItself(asked.caller, buyer);
      const done = await recallOfBuyer(deps, asked, nameOf(buyer), channelMessageId);
      return { ...messagePayload(done), warnings: warningsOf({ 'buyer.name': buyer.name }) };
    }),
  },
  Message: {
    revisions: async ({ sessionId, ordinal, revision }, _args, { extra }) =>
      revision ? [...((await extra.revisions.load({ sessionId, ordinal })) ?? [])] : [],
  },
  MessageRevision: { agent: ({ agentId }) => (agentId === null ? null : { id: agentId }) },
});
