import { comparable } from './comparable-text';
import type { FaqAnswer, FaqEntry } from './faq-entry';
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

/** An entry as it is stored, for tests to vary. */
export const anEntry = (id: string, more: Partial<FaqEntry> = {}): FaqEntry => ({
  ...anAnswer(id, [id]),
  ...{ question: `${id}?`, keywords: [], enabled: true, revision: 1, presetKey: null },
  changedAt: new Date('2026-03-02T02:00:00.000Z'),
  changedBy: null,
  ...more,
});
