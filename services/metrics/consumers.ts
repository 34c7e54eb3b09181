import { topics, type EventOf } from '#libs/contracts/index';
import type { Consumes, InboxEvent } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database/database';
import type { Clock } from '#libs/platform/process/clock';
import { recordFacts } from './figures/app/record-facts';
import { saveShopCopies } from './copies/store/shop-copies';

const isShop = (event: InboxEvent): event is InboxEvent & EventOf<'shop-changed'> =>
  event.topic === 'shop-changed' && event.type === 'snapshot';

type Take = (tx: Tx, events: readonly InboxEvent[]) => Promise<void>;

/** Everything that happens is a fact to metrics, of types that this build does not know too: a later one will compute with them. `tell` tells others what follows, at the end of the transaction. */
export const createConsumes = (clock: Clock, tell: Take = () => Promise.resolve()) =>
  ({
    topics,
    take: async (tx, events) => {
      saveShopCopies(tx, events.filter(isShop));
      await recordFacts(tx, events, clock.now());
      await tell(tx, events);
    },
  }) satisfies Consumes;
