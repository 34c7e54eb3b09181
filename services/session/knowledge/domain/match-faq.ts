import { comparable, says } from './comparable-text';
import type { FaqAnswer } from './faq-entry';
import type { Product } from './product';

/** An entry that a message asks for, and the longest of its phrases in it. */
export interface FaqMatch {
  readonly entry: FaqAnswer;
  readonly phrase: string;
}

/**
 * The entries whose question or keywords a message contains, the best first (SCH-16): one of the product that the buyer looks at before one of all products,
 * then the longer phrase, then the lower position, then the id. Entries of other products do not fit. `entries` are enabled ones.
 */
export function matchFaq(entries: readonly FaqAnswer[], text: string, product: Product | null): FaqMatch[] {
  const asked = comparable(text);
  return entries
    .filter(({ productIds }) => productIds.length === 0 || isOf(productIds, product))
    .flatMap((entry) => {
      const phrase = longest(entry.phrases.filter((each) => says(asked, each)));
      return phrase === undefined ? [] : [{ entry, phrase }];
    })
    .sort(better);
}

const isOf = (productIds: readonly string[], product: Product | null): boolean =>
  typeof product?.id === 'string' && productIds.includes(product.id);

const longest = (phrases: readonly string[]): string | undefined => phrases.toSorted((a, b) => b.length - a.length)[0];

function better(a: FaqMatch, b: FaqMatch): number {
  const general = ({ entry }: FaqMatch): number => (entry.productIds.length === 0 ? 1 : 0);
  return (
    general(a) - general(b) ||
    b.phrase.length - a.phrase.length ||
    a.entry.position - b.entry.position ||
    (a.entry.id < b.entry.id ? -1 : 1)
  );
}
