import { isKnownType, type EventOf, type Topic } from '#libs/contracts/index';
import type { Tx } from '#libs/platform/database/database';
import type { InboxEvent } from './inbox-event';

/**
 * Applies a flight's events of one topic, in order, of several shops, inside the inbox transaction. Set-based: never a statement per event.
 * It never sees a type that this build has no schema for: its owner is newer, and the position moves past it.
 */
export type TopicHandler<T extends Topic> = (tx: Tx, events: readonly EventOf<T>[]) => Promise<void>;

export type TopicHandlers = { readonly [T in Topic]?: TopicHandler<T> };

/**
 * What a service listens to: handlers per topic; one for all topics together (`take`, in the inbox transaction as they are); or (routing) a function
 * that takes events into a transaction of its own with `admit`, `park` and `advance`.
 */
export type Consumes =
  | { readonly handlers: TopicHandlers }
  | { readonly topics: readonly Topic[]; readonly take: (tx: Tx, events: readonly InboxEvent[]) => Promise<void> }
  | { readonly topics: readonly Topic[]; readonly apply: (events: readonly InboxEvent[]) => Promise<unknown> };

export const topicsOf = (consumes: Consumes): readonly Topic[] =>
  'handlers' in consumes ? (Object.keys(consumes.handlers) as Topic[]) : consumes.topics;

/** Hands events to whom they are for, in the inbox transaction. */
export async function handle(
  tx: Tx,
  consumes: Exclude<Consumes, { readonly apply: unknown }>,
  events: readonly InboxEvent[],
): Promise<void> {
  const known = events.filter((event) => isKnownType(event.topic, event.type));
  if ('handlers' in consumes) await handleByTopic(tx, consumes.handlers, known);
  else if (known.length > 0) await consumes.take(tx, known);
}

/** Topic by topic in order of first appearance; order between topics means nothing (architecture §4 rule 3). */
async function handleByTopic(tx: Tx, handlers: TopicHandlers, events: readonly InboxEvent[]): Promise<void> {
  const byTopic = new Map<Topic, InboxEvent[]>();
  for (const event of events) {
    const list = byTopic.get(event.topic);
    if (list) list.push(event);
    else byTopic.set(event.topic, [event]);
  }
  for (const [topic, list] of byTopic)
    await (handlers[topic] as TopicHandler<Topic> | undefined)?.(tx, list as unknown as readonly EventOf<Topic>[]);
}
