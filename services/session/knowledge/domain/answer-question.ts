import type { NoticeHours } from '#libs/calendar/index';
import type { FaqAnswer } from './faq-entry';
import { fillAnswer } from './fill-answer';
import { matchFaq } from './match-faq';
import type { Product } from './product';

/** What a question is answered from. */
export interface AskedFaq {
  readonly entries: readonly FaqAnswer[];
  readonly text: string | null;
  readonly product: Product | null;
  readonly hours: NoticeHours;
}

/** The answer to a common question: of the entries that fit, the best whose answer can be filled in; null where none can (SCH-16). */
export function answerQuestion({ entries, text, product, hours }: AskedFaq): { readonly entryId: string; readonly text: string } | null {
  if (text === null) return null;
  for (const { entry } of matchFaq(entries, text, product)) {
    const filled = fillAnswer(entry.answer, product, hours);
    if (filled !== null) return { entryId: entry.id, text: filled };
  }
  return null;
}
