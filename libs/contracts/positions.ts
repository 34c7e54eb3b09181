import { topics, type Topic } from './topics';

/** A place in a stream of a shop: its incarnation, and the number in it. */
export type StreamPlace = readonly [incarnation: number, seq: number];

/** How far streams of one shop are. A stream that is not named is not known. */
export type Positions = { readonly [T in Topic]?: StreamPlace };

/** Whether a place is at or behind another. */
export const isAtLeast = (place: StreamPlace, wanted: StreamPlace): boolean =>
  place[0] === wanted[0] ? place[1] >= wanted[1] : place[0] > wanted[0];

/** The further place of each stream. */
export function furthest(one: Positions, other: Positions): Positions {
  const merged: { [T in Topic]?: StreamPlace } = { ...one };
  for (const [topic, place] of entriesOf(other)) {
    const known = merged[topic];
    if (!known || !isAtLeast(known, place)) merged[topic] = place;
  }
  return merged;
}

export const entriesOf = (positions: Positions): readonly (readonly [Topic, StreamPlace])[] =>
  Object.entries(positions) as [Topic, StreamPlace][];

/** Positions as somebody else wrote them; undefined for anything else. Streams that this build does not know are left out: their owner is newer. */
export function readPositions(written: unknown): Positions | undefined {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return undefined;
  const entries = Object.entries(written).slice(0, mostStreams);
  if (!entries.every(([, place]) => isPlace(place))) return undefined;
  return Object.fromEntries(entries.filter(([topic]) => known.has(topic))) as Positions;
}

const mostStreams = 100;

const known: ReadonlySet<string> = new Set(topics);

const isPlace = (place: unknown): place is StreamPlace =>
  Array.isArray(place) && place.length === 2 && isCount(place[0], largestIncarnation) && isCount(place[1], Number.MAX_SAFE_INTEGER);

const isCount = (value: unknown, largest: number): boolean => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= largest;

const largestIncarnation = 2 ** 31 - 1;
