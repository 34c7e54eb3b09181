import type { EventOf, ReceivedEvent } from '#libs/contracts/index';
import type { TopicHandlers } from '#libs/messaging/index';
import type { Tx } from '#libs/platform/database';
import { recordFacts } from './app/record-facts';
import { saveShopCopies } from './store/shop-copies';

const record = (tx: Tx, events: readonly ReceivedEvent[]): Promise<void> => recordFacts(tx, events);

const recordShops = async (tx: Tx, events: readonly EventOf<'shop-changed'>[]): Promise<void> => {
  await recordFacts(tx, events);
  await saveShopCopies(tx, events);
};

/** Everything that happens is a fact to metrics. */
export const consumers: TopicHandlers = {
  'shop-changed': recordShops,
  'account-changed': record,
  'schedule-changed': record,
  'session-started': record,
  'message-recorded': record,
  'session-routed': record,
  'session-ended': record,
  'session-closed': record,
  'agent-status-changed': record,
  'order-changed': record,
  'alert-raised': record,
};
