import { isNext, isPast } from '../outbox/stream-position';
import { nameOf, positionName, streamOf, type InboxEvent } from './inbox-event';
import type { InboxRow, Position } from './inbox-store';

/** What a flight of events means to this consumer, after its inbox rows are locked. */
export interface Admission {
  /** To be applied, in the order they came. */
  readonly fresh: readonly InboxEvent[];
  /** Applied before: nothing to do. */
  readonly duplicates: readonly InboxEvent[];
  /** Cannot be applied (`cause`), or waits behind one of the same subject that could not. */
  readonly park: readonly { readonly event: InboxEvent; readonly cause: string }[];
  /** Numbers are missing before these; their owner is asked to publish them again. */
  readonly gaps: readonly InboxEvent[];
  /** Of an incarnation that this consumer does not know: their owner is asked whether it is true. */
  readonly unconfirmed: readonly InboxEvent[];
  /** Positions after the fresh and the parked ones. */
  readonly positions: readonly Position[];
}

/** Nothing, for a flight without events. */
export const emptyAdmission: Admission = { fresh: [], duplicates: [], park: [], gaps: [], unconfirmed: [], positions: [] };

type Sorted = { -readonly [K in keyof Omit<Admission, 'positions'>]: Admission[K][number][] };

/** The pure part of an admission, from the positions found and the positions of parked events that are to be replayed. */
export function sortEvents(events: readonly InboxEvent[], rows: readonly InboxRow[], asked: ReadonlySet<string> = new Set()): Admission {
  const positions = new Map(
    rows.map((row) => [nameOf({ stream: row.stream, shopId: row.shop_id }), { incarnation: row.incarnation, seq: row.last_seq }]),
  );
  const blocked = new Set(rows.flatMap((row) => (row.parked ?? []).map((subject) => `${row.shop_id} ${subject}`)));
  const moved = new Map<string, Position>();
  const sorted: Sorted = { fresh: [], duplicates: [], park: [], gaps: [], unconfirmed: [] };
  const sortReplay = replaySorter(sorted, asked);
  for (const event of events) {
    if (event.replay) sortReplay(event);
    else if (event.refused) sorted.park.push({ event, cause: event.problem ?? 'refused' });
    else {
      const name = nameOf(streamOf(event));
      const at = positions.get(name) ?? { incarnation: 1, seq: 0 };
      const position = { incarnation: event.incarnation, seq: event.sequence };
      if (isPast(at, position)) sorted.duplicates.push(event);
      else if (event.incarnation > at.incarnation && !event.confirmed) sorted.unconfirmed.push(event);
      else if (!isNext(at, position)) sorted.gaps.push(event);
      else {
        positions.set(name, position);
        moved.set(name, { ...streamOf(event), ...position });
        takeNext(sorted, blocked, event);
      }
    }
  }
  return { ...sorted, positions: [...moved.values()] };
}

/** The next one of its stream is applied, unless it cannot be, or one of its subject could not. */
function takeNext(sorted: Sorted, blocked: Set<string>, event: InboxEvent): void {
  const subject = `${event.shopId} ${event.subject}`;
  if (event.problem === null && !blocked.has(subject)) sorted.fresh.push(event);
  else {
    sorted.park.push({ event, cause: event.problem ?? 'waits behind a parked event of the same subject' });
    blocked.add(subject);
  }
}

/** A parked event is applied when it is asked for, until one of its subject fails again. */
function replaySorter(sorted: Sorted, asked: ReadonlySet<string>): (event: InboxEvent) => void {
  const failedAgain = new Set<string>();
  return (event) => {
    const subject = `${event.shopId} ${event.subject}`;
    if (!asked.has(positionName(event)) || failedAgain.has(subject)) sorted.duplicates.push(event);
    else if (event.problem === null) sorted.fresh.push(event);
    else {
      sorted.park.push({ event, cause: event.problem });
      failedAgain.add(subject);
    }
  };
}

/** What became of an event. `gap`, `unconfirmed`: nothing was done about it. */
export type EventOutcome = 'done' | 'gap' | 'unconfirmed';

/** What became of each event of an admission. */
export function outcomesOf({ gaps, unconfirmed }: Admission): (event: InboxEvent) => EventOutcome {
  const [missing, unknown] = [new Set(gaps), new Set(unconfirmed)];
  return (event) => (missing.has(event) ? 'gap' : unknown.has(event) ? 'unconfirmed' : 'done');
}
