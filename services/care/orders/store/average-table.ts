import { bigint, table, text, uuid } from '#libs/platform/database/table';

/** How many orders of a shop were paid, and how much they came to, by currency. */
export const averageTable = table('order_average', {
  shopId: uuid().key(),
  currency: text().key(),
  orders: bigint(),
  minorUnits: bigint(),
});
