import { date, instant, integer, json, table, text, uuid } from '#libs/platform/database/table';
import type { BriefingProduct, PromotionFacts, PromotionKind } from '../domain/promotion';

/** Promotions with their plans. */
export const promotionTable = table(
  'promotion',
  {
    id: uuid().key(),
    shopId: uuid().fixed(),
    revision: integer(),
    name: text(),
    kind: text<PromotionKind>(),
    firstDate: date(),
    lastDate: date(),
    facts: json<PromotionFacts>(),
    briefing: json<readonly BriefingProduct[]>(),
    briefingRevision: integer(),
    actualsRevision: integer(),
    actualsOn: date().null(),
    cancelledAt: instant().null(),
    savedAt: instant(),
    savedBy: uuid().null(),
  },
  { indices: [{ name: 'promotion_by_date', fields: ['shopId', 'firstDate', 'id'] }] },
);
