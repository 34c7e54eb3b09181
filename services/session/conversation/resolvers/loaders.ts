import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import type { Database } from '#libs/platform/database/database';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import { readBuyersById, readMessagePages, readSessions } from '../app/read-sessions';
import type { MessagePage, SessionView } from '../app/session-view';
import { mayKnow } from '../domain/own-buyer';
import type { Buyer } from '../domain/session';
import type { MessageRange } from '../store/load-messages';

/** One request's look-ups, batched and fenced to the caller's shop, and to itself where it is a buyer: anything else answers null (INV-6). */
export interface Loaders {
  readonly sessions: DataLoader<string, SessionView | null>;
  readonly buyers: DataLoader<string, Buyer | null>;
  readonly messages: DataLoader<MessageRange, MessagePage | null>;
}

export const createExtra =
  (readDb: Database) =>
  (caller: Caller): { readonly loaders: Loaders } => ({
    loaders: {
      sessions: fencedLoader(caller.shop, async (shopId, ids: string[]) =>
        onlyKnown(await readSessions(readDb, shopId, ids), ({ buyer }) => mayKnow(caller, buyer)),
      ),
      buyers: fencedLoader(caller.shop, async (shopId, ids: string[]) =>
        onlyKnown(await readBuyersById(readDb, shopId, ids), (buyer) => mayKnow(caller, buyer)),
      ),
      // Ranges are of sessions that were found, so they are known to be the shop's.
      messages: fencedLoader(
        caller.shop,
        (shopId, ranges: MessageRange[]) => readMessagePages(readDb, shopId, ranges),
        () => true,
      ),
    },
  });

const onlyKnown = <V>(found: ReadonlyMap<string, V>, isKnown: (value: V) => boolean): ReadonlyMap<string, V> =>
  new Map([...found].filter(([, value]) => isKnown(value)));
