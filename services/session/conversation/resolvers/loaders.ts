import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import type { Database } from '#libs/platform/database/database';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import { readBuyersById, readMessagePages, readSessions } from '../app/read-sessions';
import type { MessagePage, SessionView } from '../app/session-view';
import type { Buyer } from '../domain/session';
import type { MessageRange } from '../store/load-messages';

/** One request's look-ups, batched and fenced to the caller's shop: anything else answers null (INV-6). */
export interface Loaders {
  readonly sessions: DataLoader<string, SessionView | null>;
  readonly buyers: DataLoader<string, Buyer | null>;
  readonly messages: DataLoader<MessageRange, MessagePage | null>;
}

export const createExtra =
  (readDb: Database) =>
  ({ shop }: Caller): { readonly loaders: Loaders } => ({
    loaders: {
      sessions: fencedLoader(shop, (shopId, ids: string[]) => readSessions(readDb, shopId, ids)),
      buyers: fencedLoader(shop, (shopId, ids: string[]) => readBuyersById(readDb, shopId, ids)),
      // Ranges are of sessions that were found, so they are known to be the shop's.
      messages: fencedLoader(
        shop,
        (shopId, ranges: MessageRange[]) => readMessagePages(readDb, shopId, ranges),
        () => true,
      ),
    },
  });
