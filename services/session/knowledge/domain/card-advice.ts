import { cardSize } from './faq-card';
import type { FaqEntry } from './faq-entry';
import { fillAnswer } from './fill-answer';
import type { Product } from './product';

export interface CardAdvice {
  readonly code: 'FAQ_CARD_SHORT' | 'FAQ_NOT_ANSWERED' | 'VAGUE_REPLY';
  readonly message: string;
  readonly field: string;
}

/** A question of the card and what its click would be answered with; null where an agent would have to. */
export interface PreviewedQuestion {
  readonly entryId: string;
  readonly question: string;
  readonly answer: string | null;
}

/** The card as a buyer of the open shop who looks at this product would meet it (KB-2, KB-4). */
export const previewCard = (entries: readonly FaqEntry[], product: Product | null): PreviewedQuestion[] =>
  entries.map(({ id: entryId, question, answer }) => ({ entryId, question, answer: fillAnswer(answer, product, null) }));

/** What is advised about a card that may be saved as it is (KB-2). A product may be known when a question is clicked, hours of an open shop are not. */
export function cardAdvice(entries: readonly FaqEntry[]): CardAdvice[] {
  const short: CardAdvice[] =
    entries.length < cardSize
      ? [{ code: 'FAQ_CARD_SHORT', message: `The card holds ${cardSize} questions and has ${entries.length}.`, field: 'entryIds' }]
      : [];
  const silent = entries.flatMap(({ answer }, index): CardAdvice[] =>
    fillAnswer(answer, anyProduct, null) === null
      ? [
          {
            code: 'FAQ_NOT_ANSWERED',
            message: 'While the shop is open, nothing answers a click on it: its answer names hours.',
            field: `entryIds.${index}`,
          },
        ]
      : [],
  );
  return [...short, ...silent];
}

const anyProduct: Product = { id: null, name: '-', description: '-' };
