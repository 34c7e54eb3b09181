import { topics, type EventOf, type ReceivedEvent } from '#libs/contracts/index';
import type { Consumes } from '#libs/messaging/index';
import { recordFacts } from './app/record-facts';
import { saveShopCopies } from './store/shop-copies';

const isShop = (event: ReceivedEvent): event is ReceivedEvent & EventOf<'shop-changed'> => event.topic === 'shop-changed';

/** Everything that happens is a fact to metrics. */
export const consumes: Consumes = {
  topics,
  take: async (tx, events) => {
    saveShopCopies(tx, events.filter(isShop));
    await recordFacts(tx, events);
  },
};
