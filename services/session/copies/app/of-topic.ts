import { isKnownType, type EventOf, type Topic } from '#libs/contracts/index';
import type { InboxEvent } from '#libs/messaging/index';

/** The events of one topic whose types this code knows, in order. Their values were checked against the topic's schemas when they were read. */
export const ofTopic = <T extends Topic>(events: readonly InboxEvent[], topic: T): readonly EventOf<T>[] =>
  events.filter((event) => event.topic === topic && isKnownType(topic, event.type)) as unknown as readonly EventOf<T>[];
