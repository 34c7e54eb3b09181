import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import type { Database } from '#libs/platform/database/database';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import type { Delivery } from '../domain/delivery';
import { readDeliveries } from '../store/deliveries';

/** Look-ups of what became of messages to buyers. */
export interface DeliveryExtra {
  readonly deliveries: DataLoader<string, Delivery | null>;
}

export const createDeliveryExtra =
  (readDb: Database) =>
  ({ shop }: Caller): DeliveryExtra => ({
    deliveries: fencedLoader(shop, (shopId, messages: string[]) => readDeliveries(readDb, shopId, messages)),
  });
