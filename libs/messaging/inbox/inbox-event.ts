import type { ReceivedEvent } from '#libs/contracts/index';

/** An event on its way into the inbox. */
export type InboxEvent = ReceivedEvent & {
  readonly text: string;
  /** topic/partition/offset */
  readonly origin: string;
  /** Why it cannot be applied, known before trying. */
  readonly problem: string | null;
  /** Taken from the parked ones, on an operator's request. */
  readonly replay?: boolean;
  /** Its owner has confirmed its incarnation. */
  readonly confirmed?: boolean;
  /** Its owner does not know its incarnation: it is parked, and its number does not count. */
  readonly refused?: boolean;
};

/** A stream of a shop. */
export const streamOf = (event: Pick<InboxEvent, 'topic' | 'shopId'>): { stream: string; shopId: string } => ({
  stream: event.topic,
  shopId: event.shopId,
});

export const nameOf = (of: { readonly stream: string; readonly shopId: string }): string => `${of.stream} ${of.shopId}`;

/** An event's position in its stream, as one string. */
export const positionName = (event: InboxEvent): string => `${nameOf(streamOf(event))} ${event.incarnation} ${event.sequence}`;
