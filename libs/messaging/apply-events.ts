import { isConnectionFault, isContention, type Database } from '#libs/platform/database';
import type { Log } from '#libs/platform/log';
import type { AtStep } from './at-step';
import { handleByTopic, type Consumes } from './handlers';
import type { InboxEvent } from './inbox';
import { receive, type Inbox } from './receive';
import { untilDone } from './repeat';

export interface Applying {
  readonly inbox: Inbox;
  readonly db: Database;
  readonly consumes: Consumes;
  readonly log: Log;
  readonly atStep?: AtStep;
  readonly stopped: () => boolean;
}

const shopsOf = (events: readonly InboxEvent[]): string[] => [...new Set(events.map((event) => event.shopId))];

/**
 * Applies a flight, whatever it takes: transient faults are tried again in place; a flight that fails for good is halved until the one bad event
 * stands alone and is parked, so that only its own subject waits. Answers the events that came after a gap. Undefined when stopped meanwhile.
 */
export async function applyEvents(events: readonly InboxEvent[], to: Applying): Promise<readonly InboxEvent[] | undefined> {
  try {
    return await untilDone('applying events', () => applyOnce(events, to), to.log, to.stopped, isTransient);
  } catch (error) {
    if (events.length === 1) return parkOne(events[0]!, error, to);
    const half = Math.ceil(events.length / 2);
    const first = await applyEvents(events.slice(0, half), to);
    const second = first && (await applyEvents(events.slice(half), to));
    return first && second && [...first, ...second];
  }
}

const isTransient = (error: unknown): boolean => isConnectionFault(error) || isContention(error);

async function applyOnce(events: readonly InboxEvent[], { inbox, db, consumes, atStep }: Applying): Promise<readonly InboxEvent[]> {
  if ('apply' in consumes) return consumes.apply(events);
  const admission = await db.transaction(shopsOf(events), async (tx) => {
    const taken = await receive(tx, inbox, events, (fresh) => handleByTopic(tx, consumes.handlers, fresh));
    await atStep?.('before-commit');
    return taken;
  });
  await atStep?.('after-inbox-commit');
  return admission.gaps;
}

async function parkOne(event: InboxEvent, error: unknown, to: Applying): Promise<readonly InboxEvent[] | undefined> {
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  to.log.error(
    { err: error, topic: event.topic, type: event.type, eventId: event.id, shopId: event.shopId },
    'an event cannot be applied and is parked with what follows on its subject',
  );
  const park = () =>
    to.db.transaction([event.shopId], (tx) =>
      receive(tx, to.inbox, [{ ...event, problem: event.problem ?? cause }], () => Promise.resolve()),
    );
  return (await untilDone('parking an event', park, to.log, to.stopped))?.gaps;
}
