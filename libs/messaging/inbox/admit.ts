import type { Tx } from '#libs/platform/database/database';
import { nameOf, streamOf, type InboxEvent } from './inbox-event';
import { lockInbox, movePositions, rememberGaps } from './inbox-store';
import { lockAsked, settleReplayed } from './replays';
import { sortEvents, type Admission } from './sort-events';

/** Locks the inbox rows of the events' streams and sorts the events by what they mean. Nothing is written but missing rows. */
export async function admit(tx: Tx, consumer: string, events: readonly InboxEvent[]): Promise<Admission> {
  const [replays, arrived] = [events.filter((event) => event.replay), events.filter((event) => !event.replay && !event.refused)];
  const keys = new Map(arrived.map((event) => [nameOf(streamOf(event)), streamOf(event)]));
  const rows = await lockInbox(tx, consumer, [...keys.values()]);
  return sortEvents(events, rows, await lockAsked(tx, consumer, replays));
}

/** Moves the positions past everything that was applied or parked, in the transaction of the effects, and remembers gaps. */
export function advance(tx: Tx, consumer: string, { positions, fresh, gaps }: Admission): void {
  movePositions(tx, consumer, positions);
  rememberGaps(tx, consumer, gaps);
  settleReplayed(
    tx,
    consumer,
    fresh.filter((event) => event.replay),
  );
}
