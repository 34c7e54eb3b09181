import { isKnownType, topics, type EventOf, type Topic } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import type { Flights } from '../flights/flights';
import type { InboxEvent } from './inbox-event';
import type { EventOutcome } from './sort-events';

/**
 * Applies a flight's events of one topic, in order, of several shops, inside the inbox transaction. Set-based: never a statement per event.
 * It never sees a type that this build has no schema for: its owner is newer, and the position moves past it.
 */
export type TopicHandler<T extends Topic> = (tx: Tx, events: readonly EventOf<T>[]) => Promise<void>;

export type TopicHandlers = { readonly [T in Topic]?: TopicHandler<T> };

/**
 * What a service listens to: handlers per topic; one for all topics together (`take`, in the inbox transaction as they are, of types that this build does
 * not know too); or (routing) flights of its own, which take events into their transactions with `admit`, `park` and `advance`.
 */
export type Consumes =
  | { readonly handlers: TopicHandlers }
  | { readonly topics: readonly Topic[]; readonly take: (tx: Tx, events: readonly InboxEvent[]) => Promise<void> }
  | { readonly topics: readonly Topic[]; readonly flights: EventFlights };

/** Flights that events go into, among whatever else flies there. */
export type EventFlights = Omit<Flights<never, unknown>, 'submit'> & {
  submit(event: InboxEvent): Promise<EventOutcome>;
};

export const topicsOf = (consumes: Consumes): readonly Topic[] =>
  'handlers' in consumes ? (Object.keys(consumes.handlers) as Topic[]) : consumes.topics;

/** Hands events to whom they are for, in the inbox transaction. */
export async function handle(
  tx: Tx,
  consumes: Exclude<Consumes, { readonly flights: unknown }>,
  events: readonly InboxEvent[],
): Promise<void> {
  if ('handlers' in consumes) await handleByTopic(tx, consumes.handlers, events);
  else if (events.length > 0) await consumes.take(tx, events);
}

/**
 * Topic by topic in one order, and shop by shop within a topic, so that all processes take the locks of their rows in one order. Order between topics or
 * shops means nothing; a stream keeps its own.
 */
async function handleByTopic(tx: Tx, handlers: TopicHandlers, events: readonly InboxEvent[]): Promise<void> {
  for (const topic of topics) {
    const mine = events.filter((event) => event.topic === topic && isKnownType(topic, event.type)).sort(byShop);
    if (mine.length > 0) await (handlers[topic] as TopicHandler<Topic> | undefined)?.(tx, mine as unknown as readonly EventOf<Topic>[]);
  }
}

const byShop = (one: InboxEvent, other: InboxEvent): number => (one.shopId < other.shopId ? -1 : Number(one.shopId > other.shopId));
