import type { EventOf, ReceivedEvent } from '#libs/contracts/event';
import type { Topic } from '#libs/contracts/topics';

/** Everything one shop's topics say, per topic in the order of the log, duplicates left out. */
export interface ShopFacts {
  readonly started: readonly EventOf<'session-started'>[];
  readonly messages: readonly Extract<EventOf<'message-recorded'>, { type: 'recorded' }>[];
  readonly routed: readonly EventOf<'session-routed'>[];
  readonly closed: readonly Extract<EventOf<'session-closed'>, { type: 'closed' }>[];
}

/** Sorts what was read; an event that is in the log twice (a relay may publish again) counts once. */
export function shopFacts(log: readonly ReceivedEvent[]): ShopFacts {
  const seen = new Set<string>();
  const once = log.filter((event) => !seen.has(event.id) && seen.add(event.id));
  const ofTopic = <E>(topic: Topic): E[] => once.filter((event) => event.topic === topic) as E[];
  return {
    started: ofTopic('session-started'),
    messages: ofTopic<EventOf<'message-recorded'>>('message-recorded').filter((event) => event.type === 'recorded'),
    routed: ofTopic('session-routed'),
    closed: ofTopic<EventOf<'session-closed'>>('session-closed').filter((event) => event.type === 'closed'),
  };
}
