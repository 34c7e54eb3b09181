import { ownShop } from '#libs/platform/access/access';
import { command } from '#libs/platform/graphql/command';
import { parseInput } from '#libs/platform/graphql/parse-input';
import { sendBuyerMessage, type BuyerDeps } from '../../conversation/app/buyer-commands';
import { awaitOutcome, type AwaitDeps } from '../../conversation/resolvers/await-outcome';
import { nameOf, onlyItself } from '../../conversation/resolvers/buyer-mutations';
import { warningsOf } from '../../conversation/resolvers/display-fields';
import { displayedOfDelivery, originOf, productOf } from '../../conversation/resolvers/inputs';
import { messagePayload } from '../../conversation/resolvers/payloads';
import type { Resolvers } from '../../generated/resolver-types';
import type { KnowledgeDeps } from '../app/in-locked-shop';
import { previewFaqCard, readFaqCard, saveFaqCard } from '../app/save-faq-card';
import { clickFaqInput, previewCardInput, saveCardInput } from './faq-inputs';

/** The card of common questions, and buyers' clicks on it. */
export const cardResolvers = (deps: KnowledgeDeps & BuyerDeps & AwaitDeps): Resolvers => ({
  Query: {
    previewFaqCard: (_root, args, { caller }) => {
      const { shopId, entryIds, product } = parseInput(previewCardInput, args.input);
      return previewFaqCard(deps, { shopId: ownShop(caller, shopId), entryIds, product: productOf({ product }) });
    },
  },
  Mutation: {
    saveFaqCard: command('saveFaqCard', saveCardInput, async (asked) => ({
      shop: { id: asked.shopId },
      ...(await saveFaqCard(deps, asked)),
    })),
    clickFaq: command('clickFaq', clickFaqInput, async (asked, context, info) => {
      const { buyer, text, channelSentAt, channelMessageId = null, entryId, entryOrderId } = asked.input;
      onlyItself(asked.caller, buyer);
      const { session, message } = messagePayload(
        await sendBuyerMessage(deps, asked, {
          ...{ buyer: nameOf(buyer), origin: originOf(asked.input), entryOrderId: entryOrderId.value, product: productOf(asked.input) },
          ...{ type: 'TEXT', text: text.value, channelMessageId, clickedEntry: entryId },
          channelSentAt: channelSentAt.value === null ? null : new Date(channelSentAt.value),
        }),
      );
      const gone = message.type === 'FAQ_CLICK' ? [] : [entryGone];
      const warnings = [...gone, ...warningsOf(displayedOfDelivery(asked.input))];
      return { session: await awaitOutcome(deps, session, context.waitMs, info), message, warnings };
    }),
  },
  Shop: { faqCard: ({ id }, _args, { caller }) => readFaqCard(deps, ownShop(caller, id, 'id')) },
  FaqCard: {
    entries: ({ entries }) => [...entries],
    changedBy: ({ changedBy }) => (changedBy === null ? null : { id: changedBy }),
  },
  ClickFaqPayload: {
    // The answer is stored with the click, right behind it.
    answer: async ({ session: { session }, message }, _args, { extra }) => {
      if (message.type !== 'FAQ_CLICK') return null;
      const page = await extra.loaders.messages.load({ sessionId: session.id, after: message.ordinal, most: 1 });
      return page?.messages[0] ?? null;
    },
    warnings: ({ warnings }) => [...warnings],
  },
});

/** RES-80. */
const entryGone = {
  code: 'FAQ_ENTRY_GONE',
  message: 'Nothing answers the question here, so it counts as a text with its words.',
  field: 'entryId',
} as const;
