import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import type { Database } from '#libs/platform/database/database';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import { readOrderPages, type OrderPage } from '../app/read-orders';
import type { OrderRange } from '../store/load-orders';

export interface OrderExtra {
  /** One request's look-ups of pages of orders, batched and fenced to the caller's shop. */
  readonly orders: DataLoader<OrderRange, OrderPage | null>;
}

// Ranges are of buyers that were found, so they are known to be the shop's.
export const createOrderExtra =
  (readDb: Database) =>
  (caller: Caller): OrderExtra => ({
    orders: fencedLoader(
      caller.shop,
      (shopId, ranges: OrderRange[]) => readOrderPages(readDb, shopId, ranges),
      () => true,
    ),
  });
