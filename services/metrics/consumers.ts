import { topics, type EventOf } from '#libs/contracts/index';
import type { Consumes, InboxEvent } from '#libs/messaging/index';
import { recordFacts } from './figures/app/record-facts';
import { saveShopCopies } from './copies/shop-copies';

const isShop = (event: InboxEvent): event is InboxEvent & EventOf<'shop-changed'> => event.topic === 'shop-changed';

/** Everything that happens is a fact to metrics. */
export const consumes: Consumes = {
  topics,
  take: async (tx, events) => {
    saveShopCopies(tx, events.filter(isShop));
    await recordFacts(tx, events);
  },
};
