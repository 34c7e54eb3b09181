import { granted } from '#libs/platform/errors';
import { command } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import type { MutationResolvers } from '../../generated/resolver-types';
import { byBuyer, leaveChat, sendBuyerMessage, type BuyerDeps } from '../app/buyer-commands';
import { filesOf } from '../../attachments/resolvers/files-of';
import { enterAsking } from '../../needs/app/enter-asking';
import type { Uploads } from '../../attachments/app/uploads';
import type { BuyerName } from '../app/buyer-directory';
import type { CardShows } from '../../knowledge/app/show-card';
import { readOpenSession } from '../app/read-sessions';
import { refuseOther, type Asker } from '../domain/own-buyer';
import { awaitOutcome, type AwaitDeps } from './await-outcome';
import { warningsOf, type Displayed } from './display-fields';
import { buyerMessageInput, contentOf, displayedOf, editOf, enterChatInput, leaveChatInput, originOf, productOf } from './inputs';
import { messagePayload, viewOf } from './payloads';

type BuyerMutations = Pick<MutationResolvers, 'enterChat' | 'sendBuyerMessage' | 'leaveChat'>;

/** What connectors ask for in the name of buyers, and buyers in their own. */
export const createBuyerMutations = (
  deps: BuyerDeps & AwaitDeps & Pick<Deps, 'db' | 'clock'> & { readonly cards: CardShows; readonly uploads: Uploads },
): BuyerMutations => ({
  enterChat: command('enterChat', enterChatInput, async ({ shopId, caller, trigger, input: { buyer, needs } }) => {
    onlyItself(caller, buyer);
    const named = await deps.buyers.identify(shopId, nameOf(buyer));
    if (needs.value) await enterAsking(deps, named, needs.value);
    const { id: buyerId, channel } = named;
    const session = await readOpenSession(deps.readDb, shopId, buyerId);
    const sessionId = session?.session.id ?? null;
    const questions = await deps.cards.show({ shopId, buyerId, channel, sessionId, trigger: byBuyer(trigger, buyerId) });
    return {
      session,
      shopId,
      faqCard: questions.length > 0 ? [...questions] : null,
      warnings: warningsOf({ 'buyer.name': buyer.name, needs }),
    };
  }),
  sendBuyerMessage: command('sendBuyerMessage', buyerMessageInput, async (asked, context, info) => {
    const { buyer, type, text, channelSentAt, channelMessageId = null } = asked.input;
    onlyItself(asked.caller, buyer);
    const sentAt = channelSentAt.value === null ? null : new Date(channelSentAt.value);
    const from = { origin: originOf(asked.input), entryOrderId: asked.input.entryOrderId.value, product: productOf(asked.input) };
    const told = {
      content: { ...contentOf(asked.input), ...filesOf(deps, asked.caller, asked.input.attachments) },
      edit: editOf(asked.input),
    };
    const said = { buyer: nameOf(buyer), ...from, ...told, type, text: text.value, channelMessageId, channelSentAt: sentAt };
    const { session, ...payload } = messagePayload(await sendBuyerMessage(deps, asked, said));
    const warnings = warningsOf(displayedOf(asked.input));
    return { ...payload, session: await awaitOutcome(deps, session, context.waitMs, info), warnings };
  }),
  leaveChat: command('leaveChat', leaveChatInput, async (asked) => {
    const { buyer } = asked.input;
    onlyItself(asked.caller, buyer);
    return { session: viewOf(await leaveChat(deps, asked, nameOf(buyer))), warnings: warningsOf({ 'buyer.name': buyer.name }) };
  }),
});

export function onlyItself(caller: Asker, buyer: Pick<BuyerName, 'channel' | 'externalId'>): void {
  const refusal = refuseOther(caller, buyer);
  if (refusal) granted(refusal);
}

export const nameOf = (buyer: { readonly channel: string; readonly externalId: string; readonly name: Displayed<string> }): BuyerName => ({
  ...buyer,
  name: buyer.name.value,
});
