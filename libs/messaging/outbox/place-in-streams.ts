import { keyOf, type StreamKey } from './relay-store';

/** One of several items, and how many of its stream and shop come after it among them. */
export interface Placed<T> {
  readonly item: T;
  readonly behind: number;
}

/** How many there are of a stream and shop. */
export interface Total extends StreamKey {
  readonly count: number;
}

/** Counts items by stream and shop, in order: a counter that has moved on by the total gives each its number. */
export function placeInStreams<T extends StreamKey>(items: readonly T[]): { placed: readonly Placed<T>[]; totals: readonly Total[] } {
  const totals = new Map<string, Total>();
  const places = items.map((item) => {
    const place = (totals.get(keyOf(item))?.count ?? 0) + 1;
    totals.set(keyOf(item), { stream: item.stream, shopId: item.shopId, count: place });
    return { item, place };
  });
  const placed = places.map(({ item, place }) => ({ item, behind: totals.get(keyOf(item))!.count - place }));
  return { placed, totals: [...totals.values()] };
}
