import type { ReceivedEvent } from '#libs/contracts/index';

/** `problem`: why it cannot be applied, known before trying. `replay`: taken from the parked ones, on an operator's request. */
export type InboxEvent = ReceivedEvent & {
  readonly text: string;
  /** topic/partition/offset */
  readonly origin: string;
  readonly problem: string | null;
  readonly replay?: boolean;
};

/** A stream of a shop. */
export const streamOf = (event: Pick<InboxEvent, 'topic' | 'shopId'>): { stream: string; shopId: string } => ({
  stream: event.topic,
  shopId: event.shopId,
});

export const nameOf = (of: { readonly stream: string; readonly shopId: string }): string => `${of.stream} ${of.shopId}`;

/** An event's place in its stream, as one string. */
export const placeOf = (event: InboxEvent): string => `${nameOf(streamOf(event))} ${event.incarnation} ${event.sequence}`;
