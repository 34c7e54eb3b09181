import { flag, instant, integer, table, text, texts, uuid, type RowOf } from '#libs/platform/database/table';

/** Common questions of a shop with their answers. */
export const faqTable = table('faq_entry', {
  shopId: uuid().key(),
  id: uuid().key(),
  revision: integer(),
  question: text(),
  keywords: texts(),
  answer: text(),
  productIds: texts(),
  enabled: flag(),
  position: integer(),
  phrases: texts(),
  changedAt: instant(),
  changedBy: uuid().null(),
  presetKey: text().added('FaqPresets1795826160000'),
});

export type FaqRow = RowOf<typeof faqTable>;
