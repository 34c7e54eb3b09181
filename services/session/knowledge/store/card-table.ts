import { instant, integer, table, texts, uuid } from '#libs/platform/database/table';

/** The questions that buyers are shown when they enter, one row per shop. */
export const cardTable = table('faq_card', {
  shopId: uuid().key(),
  revision: integer(),
  entryIds: texts(),
  changedAt: instant(),
  changedBy: uuid().null(),
});
