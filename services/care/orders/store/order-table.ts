import { bigint, instant, table, text, uuid, type RowOf } from '#libs/platform/database/table';

/** What care needs of an order, as the session service told it last. */
export const orderTable = table(
  'order_copy',
  {
    orderId: uuid().key(),
    shopId: uuid().fixed(),
    buyerId: uuid().fixed(),
    channel: text().fixed(),
    channelOrderId: text(),
    status: text(),
    createdAt: instant(),
    paidAt: instant().null(),
    minorUnits: bigint().null(),
    currency: text().null(),
    /** With how much it counts in the shop's average; null while it does not. */
    countedUnits: bigint().added('CountedOrders1796120000000'),
  },
  { indices: [{ name: 'order_copy_by_buyer', fields: ['buyerId'] }] },
);

export type OrderRow = RowOf<typeof orderTable>;
