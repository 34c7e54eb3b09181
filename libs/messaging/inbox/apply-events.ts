import type { Database } from '#libs/platform/database/database';
import { passesByItself } from '#libs/platform/database/database-fault';
import type { Log } from '#libs/platform/process/log';
import type { AtStep } from '../at-step';
import { handle, type Consumes } from './handlers';
import type { InboxEvent } from './inbox-event';
import { receive, type Inbox } from './receive';
import { untilDone } from '../flights/repeat';

export interface Applying {
  readonly inbox: Inbox;
  readonly db: Database;
  readonly consumes: Consumes;
  readonly log: Log;
  readonly atStep?: AtStep;
  readonly stopped: () => boolean;
  /** Told of each transient fault. */
  readonly onFault: () => void;
}

/** A flight that meets transient faults so often in a row goes on in halves: it may only be too large for a busy database's time limits. */
const triesTogether = 4;

const shopsOf = (events: readonly InboxEvent[]): string[] => [...new Set(events.map((event) => event.shopId))];

/**
 * Applies a flight, whatever it takes: transient faults are tried again in place; a flight that fails for good is halved until the one bad event
 * stands alone and is parked, so that only its own subject waits. Answers false when stopped meanwhile.
 */
export async function applyEvents(events: readonly InboxEvent[], to: Applying): Promise<boolean> {
  let faults = 0;
  const worthAnother = (error: unknown): boolean => {
    if (!passesByItself(error)) return false;
    to.onFault();
    faults += 1;
    return events.length === 1 || faults < triesTogether;
  };
  const applyAll = () => applyOnce(events, to).then(() => true as const);
  try {
    return (await untilDone('applying events', applyAll, to.log, to.stopped, worthAnother)) ?? false;
  } catch (error) {
    if (events.length === 1) return parkOne(events[0]!, error, to);
    const half = Math.ceil(events.length / 2);
    return (await applyEvents(events.slice(0, half), to)) && (await applyEvents(events.slice(half), to));
  }
}

async function applyOnce(events: readonly InboxEvent[], { inbox, db, consumes, atStep }: Applying): Promise<void> {
  if ('apply' in consumes) return void (await consumes.apply(events));
  await db.transaction(shopsOf(events), async (tx) => {
    await receive(tx, inbox, events, (fresh) => handle(tx, consumes, fresh));
    await atStep?.('before-commit');
  });
  await atStep?.('after-inbox-commit');
}

async function parkOne(event: InboxEvent, error: unknown, to: Applying): Promise<boolean> {
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  to.log.error(
    { err: error, topic: event.topic, type: event.type, eventId: event.id, shopId: event.shopId },
    'an event cannot be applied and is parked with what follows on its subject',
  );
  const bad = { ...event, problem: event.problem ?? cause };
  const park = () =>
    to.db.transaction([event.shopId], (tx) => receive(tx, to.inbox, [bad], () => Promise.resolve())).then(() => true as const);
  return (await untilDone('parking an event', park, to.log, to.stopped)) ?? false;
}
