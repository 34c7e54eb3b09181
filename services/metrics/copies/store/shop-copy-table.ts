import { flag, integer, table, text, uuid } from '#libs/platform/database/table';

/** What metrics needs of a shop: the zone its dates are computed in and how FAQ-only sessions count. */
export const shopCopyTable = table('shop_copy', {
  shopId: uuid().key(),
  version: integer(),
  timeZone: text(),
  excludeFaqOnly: flag(),
});
