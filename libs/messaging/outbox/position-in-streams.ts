import { keyOf, type StreamKey } from './relay-store';

/** One of several items, and how many of its stream and shop come after it among them. */
export interface Positioned<T> {
  readonly item: T;
  readonly behind: number;
}

/** How many there are of a stream and shop. */
export interface Total extends StreamKey {
  readonly count: number;
}

/** Counts items by stream and shop, in order: a counter that has moved on by the total gives each its number. */
export function positionInStreams<T extends StreamKey>(
  items: readonly T[],
): { positioned: readonly Positioned<T>[]; totals: readonly Total[] } {
  const totals = new Map<string, Total>();
  const counted = items.map((item) => {
    const count = (totals.get(keyOf(item))?.count ?? 0) + 1;
    totals.set(keyOf(item), { stream: item.stream, shopId: item.shopId, count });
    return { item, count };
  });
  const positioned = counted.map(({ item, count }) => ({ item, behind: totals.get(keyOf(item))!.count - count }));
  return { positioned, totals: [...totals.values()] };
}
