import type { InboxEvent } from '#libs/messaging/index';
import { newId } from '#libs/platform/process/ids';

type Told = Pick<InboxEvent, 'topic' | 'type' | 'shopId' | 'subject' | 'sequence' | 'value'>;

/** An event as a consumer has read it, without a broker. */
export const receivedEvent = (told: Told): InboxEvent => ({
  ...told,
  id: newId(),
  incarnation: 1,
  traceparent: null,
  text: JSON.stringify(told.value),
  origin: `${told.topic}/0/0`,
  problem: null,
});
