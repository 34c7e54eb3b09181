import { comparable } from './comparable-text';
import type { FaqAnswer } from './faq-entry';
import type { Product } from './product';

/** An entry for tests, known by its question and keywords. */
export const anAnswer = (id: string, phrases: readonly string[], more: Partial<FaqAnswer> = {}): FaqAnswer => ({
  id,
  answer: `${id}!`,
  productIds: [],
  position: 0,
  phrases: phrases.map(comparable),
  ...more,
});

export const lamp: Product = { id: 'p1', name: '台灯', description: '暖光,三档亮度' };
