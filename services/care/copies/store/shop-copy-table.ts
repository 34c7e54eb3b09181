import { integer, table, text, uuid, type RowOf } from '#libs/platform/database/table';

/** What care needs of a shop. Its row is locked while somebody changes what the shop has here. */
export const shopCopyTable = table('shop_copy', {
  shopId: uuid().key(),
  version: integer(),
  policyVersion: integer(),
  timeZone: text(),
  /** null until the shop is told of again. */
  name: text().added('ShopNames1796105000000'),
});

export type ShopCopyRow = RowOf<typeof shopCopyTable>;
