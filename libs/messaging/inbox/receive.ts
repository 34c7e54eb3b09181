import type { Tx } from '#libs/platform/database/database';
import { admit, advance } from './admit';
import type { Admission } from './sort-events';
import type { InboxEvent } from './inbox-event';
import type { Outbox } from '../outbox/outbox';
import { park } from './parking';

/** A consumer's name (its service) and the outbox its dead letters go through. */
export interface Inbox {
  readonly consumer: string;
  readonly outbox: Outbox;
}

/**
 * Takes a flight of events in the caller's transaction: duplicates and gaps are left out, `effect` gets what is to be applied, poison is parked,
 * and the positions move. Effect and position commit together or not at all: exactly-once effect, whatever Kafka does.
 */
export async function receive(
  tx: Tx,
  inbox: Inbox,
  events: readonly InboxEvent[],
  effect: (fresh: readonly InboxEvent[]) => Promise<void>,
): Promise<Admission> {
  const admission = await admit(tx, inbox.consumer, events);
  if (admission.fresh.length > 0) await effect(admission.fresh);
  await park(tx, inbox.consumer, inbox.outbox, admission.park);
  advance(tx, inbox.consumer, admission);
  return admission;
}
