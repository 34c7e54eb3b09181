import { ownShop } from '#libs/platform/access/access';
import { command } from '#libs/platform/graphql/command';
import { pageSize } from '../../conversation/resolvers/cursors';
import type { Resolvers } from '../../generated/resolver-types';
import type { KnowledgeDeps } from '../app/in-locked-shop';
import { readFaqEntries } from '../app/read-faq-entries';
import { removeFaqEntry, saveFaqEntry } from '../app/save-faq-entry';
import type { FaqEntry } from '../domain/faq-entry';
import { vaguePhraseOf } from '../domain/vague-reply';
import { faqCursor, readFaqCursor } from './faq-cursor';
import { removeFaqInput, saveFaqInput } from './faq-inputs';

const usualPage = 20;

/** Common questions and their answers. */
export const faqResolvers = (deps: KnowledgeDeps): Resolvers => ({
  Mutation: {
    saveFaqEntry: command('saveFaqEntry', saveFaqInput, async (asked) => {
      const entry = await saveFaqEntry(deps, asked);
      return { shop: { id: asked.shopId }, entry, warnings: vague(entry) };
    }),
    removeFaqEntry: command('removeFaqEntry', removeFaqInput, async (asked) => ({
      shop: { id: asked.shopId },
      removed: await removeFaqEntry(deps, asked),
    })),
  },
  Shop: {
    faqEntries: ({ id }, { first, after }, { caller }) =>
      readFaqEntries(deps, { shopId: ownShop(caller, id, 'id'), first: pageSize(first, usualPage), after: readFaqCursor(after) }),
  },
  FaqEntryConnection: {
    edges: ({ entries }) => entries.map((node) => ({ cursor: faqCursor(node), node })),
    nodes: ({ entries }) => [...entries],
    pageInfo: ({ entries, hasNextPage }) => {
      const end = entries.at(-1);
      return { hasNextPage, endCursor: end ? faqCursor(end) : null };
    },
  },
  FaqEntry: {
    keywords: ({ keywords }) => [...keywords],
    productIds: ({ productIds }) => [...productIds],
    changedBy: ({ changedBy }) => (changedBy === null ? null : { id: changedBy }),
  },
});

/** KB-7. */
function vague({ answer }: FaqEntry) {
  const phrase = vaguePhraseOf(answer);
  return phrase === null ? [] : [{ code: 'VAGUE_REPLY' as const, message: `“${phrase}” says nothing definite.`, field: 'answer' }];
}
