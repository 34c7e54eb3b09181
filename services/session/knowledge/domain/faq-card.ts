import { refuse, type Refusal } from '#libs/platform/errors';
import type { FaqEntry } from './faq-entry';

/** How many questions the card holds (KB-2). */
export const cardSize = 5;

/** The questions that buyers are shown when they enter the chat page, in their order. */
export interface FaqCard {
  readonly revision: number;
  readonly entryIds: readonly string[];
  readonly changedAt: Date;
  readonly changedBy: string | null;
}

/** The entries of a card in its order. `known` are the shop's entries among them; an id that is none, and one that is switched off, cannot be chosen. */
export function chooseEntries(entryIds: readonly string[], known: readonly FaqEntry[]): readonly FaqEntry[] | Refusal {
  if (entryIds.length > cardSize)
    return refuse('FAQ_CARD_SIZE', `The card holds ${cardSize} questions.`, { field: 'entryIds', expected: `at most ${cardSize} entries` });
  const byId = new Map(known.map((entry) => [entry.id, entry]));
  const chosen: FaqEntry[] = [];
  for (const [index, id] of entryIds.entries()) {
    const entry = byId.get(id);
    const field = `entryIds.${index}`;
    if (!entry) return refuse('FAQ_ENTRY_NOT_FOUND', 'There is no such entry.', { field, expected: 'the id of an entry of this shop' });
    if (!entry.enabled) return refuse('BAD_USER_INPUT', 'The entry is switched off.', { field, expected: 'an entry that is enabled' });
    if (chosen.includes(entry)) return refuse('BAD_USER_INPUT', 'The entry is chosen twice.', { field, expected: 'each entry once' });
    chosen.push(entry);
  }
  return chosen;
}
