import type { Tx } from '#libs/platform/database/database';
import { nameOf, placeOf, streamOf, type InboxEvent } from './inbox-event';
import { lockInbox, movePositions, rememberGaps, type InboxRow, type Position } from './inbox-store';
import { lockAsked, settleReplayed } from './replays';
import { isNext, isPast } from '../outbox/stream-position';

/** What a flight of events means to this consumer, after its inbox rows are locked. */
export interface Admission {
  /** To be applied, in the order they came. */
  readonly fresh: readonly InboxEvent[];
  /** Applied before: nothing to do. */
  readonly duplicates: readonly InboxEvent[];
  /** Cannot be applied (`cause`), or waits behind one of the same subject that could not. */
  readonly park: readonly { readonly event: InboxEvent; readonly cause: string }[];
  /** Numbers are missing before these; the owner must republish. */
  readonly gaps: readonly InboxEvent[];
  /** Positions after the fresh and the parked ones. */
  readonly positions: readonly Position[];
}

/** Locks the inbox rows of the events' streams and sorts the events by what they mean. Nothing is written but missing rows. */
export async function admit(tx: Tx, consumer: string, events: readonly InboxEvent[]): Promise<Admission> {
  const keys = new Map(events.filter((event) => !event.replay).map((event) => [nameOf(streamOf(event)), streamOf(event)]));
  const rows = await lockInbox(tx, consumer, [...keys.values()]);
  const asked = await lockAsked(
    tx,
    consumer,
    events.filter((event) => event.replay),
  );
  return sortEvents(events, rows, asked);
}

/** The pure part: duplicates, gaps, and what is parked, from the positions found and the places of parked events that are to be replayed. */
export function sortEvents(events: readonly InboxEvent[], rows: readonly InboxRow[], asked: ReadonlySet<string> = new Set()): Admission {
  const positions = new Map(
    rows.map((row) => [nameOf({ stream: row.stream, shopId: row.shop_id }), { incarnation: row.incarnation, seq: row.last_seq }]),
  );
  const blocked = new Set(rows.flatMap((row) => (row.parked ?? []).map((subject) => `${row.shop_id} ${subject}`)));
  const failedAgain = new Set<string>();
  const moved = new Map<string, Position>();
  const sorted = {
    fresh: [] as InboxEvent[],
    duplicates: [] as InboxEvent[],
    park: [] as { event: InboxEvent; cause: string }[],
    gaps: [] as InboxEvent[],
  };
  for (const event of events) {
    const [name, subject] = [nameOf(streamOf(event)), `${event.shopId} ${event.subject}`];
    if (event.replay) {
      if (!asked.has(placeOf(event)) || failedAgain.has(subject)) sorted.duplicates.push(event);
      else if (event.problem === null) sorted.fresh.push(event);
      else {
        sorted.park.push({ event, cause: event.problem });
        failedAgain.add(subject);
      }
      continue;
    }
    const at = positions.get(name) ?? { incarnation: 1, seq: 0 };
    const place = { incarnation: event.incarnation, seq: event.sequence };
    if (isPast(at, place)) sorted.duplicates.push(event);
    else if (!isNext(at, place)) sorted.gaps.push(event);
    else {
      positions.set(name, place);
      moved.set(name, { ...streamOf(event), ...place });
      if (event.problem === null && !blocked.has(subject)) sorted.fresh.push(event);
      else {
        sorted.park.push({ event, cause: event.problem ?? 'waits behind a parked event of the same subject' });
        blocked.add(subject);
      }
    }
  }
  return { ...sorted, positions: [...moved.values()] };
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
