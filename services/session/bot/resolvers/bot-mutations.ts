import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import type { BuyerDeps } from '../../conversation/app/buyer-commands';
import { awaitOutcome, type AwaitDeps } from '../../conversation/resolvers/await-outcome';
import { nameOf, onlyItself } from '../../conversation/resolvers/buyer-mutations';
import { displayField, warningsOf } from '../../conversation/resolvers/display-fields';
import { agentText, buyerInput, leaveChatInput, needsInput, typeInput } from '../../conversation/resolvers/inputs';
import { certain, messagePayload, viewOf } from '../../conversation/resolvers/payloads';
import type { MutationResolvers } from '../../generated/resolver-types';
import { sendBotMessage, transferToHuman } from '../app/bot-commands';

const botMessageInput = z
  .object({ shopId: idInput, buyer: buyerInput, type: typeInput, text: z.optional(z.unknown()), commandId: commandIdInput })
  .transform(agentText);

const toHumanInput = leaveChatInput.extend({ needs: displayField(needsInput) });

/** What a bot does, and buyers who want no bot. */
export const botMutations = (deps: BuyerDeps & AwaitDeps): Pick<MutationResolvers, 'transferToHuman' | 'sendBotMessage'> => ({
  transferToHuman: command('transferToHuman', toHumanInput, async (asked, context, info) => {
    const { buyer, needs } = asked.input;
    onlyItself(asked.caller, buyer);
    const session = certain(viewOf(await transferToHuman(deps, asked, nameOf(buyer), needs.value)));
    return { session: await awaitOutcome(deps, session, context.waitMs, info), warnings: warningsOf({ 'buyer.name': buyer.name, needs }) };
  }),
  sendBotMessage: command('sendBotMessage', botMessageInput, async (asked) => {
    const { buyer, type, text } = asked.input;
    const done = await sendBotMessage(deps, asked, { buyer: nameOf(buyer), type, text });
    return { ...messagePayload(done), warnings: warningsOf({ 'buyer.name': buyer.name }) };
  }),
});
