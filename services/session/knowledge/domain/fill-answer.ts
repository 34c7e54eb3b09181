import { fillIn, noticePlaceholders, noticeValues, placeholdersOf, type NoticeHours } from '#libs/calendar/index';
import type { Product } from './product';

/** What can stand in braces in an answer, by the name that is kept; the others are aliases (SCH-16, RES-58). */
export const answerPlaceholders = {
  productName: ['productName', '商品名称'],
  productDescription: ['productDescription', '商品介绍'],
  ...noticePlaceholders,
} as const;

/** As long as a message may be. */
const mostCharacters = 5_000;

/**
 * An answer with its placeholders filled in; null where it names something of a product, or hours, that are not known, since such an answer is none. `hours`
 * are known of a shop that is closed; null otherwise.
 */
export function fillAnswer(answer: string, product: Product | null, hours: NoticeHours | null): string | null {
  const { name, description } = product ?? { name: null, description: null };
  const { known } = placeholdersOf(answerPlaceholders, answer);
  if ((known.includes('productName') && name === null) || (known.includes('productDescription') && description === null)) return null;
  if (hours === null && (known.includes('receptionHours') || known.includes('nextOpening'))) return null;
  const ofHours = hours === null ? { receptionHours: '', nextOpening: '' } : noticeValues(hours);
  const values = { productName: name ?? '', productDescription: description ?? '', ...ofHours };
  return [...fillIn(answerPlaceholders, answer, values)].slice(0, mostCharacters).join('');
}
