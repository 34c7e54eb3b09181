import { instant, integer, table, text, uuid } from '#libs/platform/database/table';
import type { Delivery } from '../domain/delivery';

/** What connectors have reported of messages to buyers; a message without a row is on its way. */
export const deliveryTable = table('delivery', {
  messageId: uuid().key(),
  sessionId: uuid().fixed(),
  ordinal: integer().fixed(),
  shopId: uuid().fixed(),
  state: text<Delivery['state']>(),
  at: instant(),
  reason: text().null(),
  channelMessageId: text().null(),
});
