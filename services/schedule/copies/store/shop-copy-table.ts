import type { ShopPolicy } from '#libs/contracts/index';
import { integer, json, table, text, uuid, type RowOf } from '#libs/platform/database/table';

/** What schedule needs of a shop. Its row is locked while a version is saved, so that numbers follow each other. */
export const shopCopyTable = table('shop_copy', {
  shopId: uuid().key(),
  version: integer(),
  policyVersion: integer(),
  timeZone: text(),
  buyerLanguage: text<ShopPolicy['buyerLanguage']>().added('BuyerLanguage1795800400000'),
  holidayMode: json<{ readonly from: string; readonly to: string | null }>().null(),
});

export type ShopCopyRow = RowOf<typeof shopCopyTable>;
