import type { Order, WaitingEntry } from './waiting';

/**
 * A waiting list in order, of which the front may be all that is in memory: `total` counts every entry, `entries` from `first` on holds the front.
 * Enqueueing and taking the next are cheap at any length, and a list of 10,000 is never loaded to serve one.
 */
export interface WaitingList {
  readonly order: Order;
  readonly entries: WaitingEntry[];
  first: number;
  total: number;
}

export const waitingList = (order: Order, front: readonly WaitingEntry[] = [], total = front.length): WaitingList => ({
  order,
  entries: [...front],
  first: 0,
  total,
});

const loaded = (list: WaitingList): number => list.entries.length - list.first;

/** Whether every entry is in memory. */
export const isComplete = (list: WaitingList): boolean => loaded(list) === list.total;

/** The next to be served; undefined when the list is empty or its front is used up (`needsFront`). */
export const front = (list: WaitingList): WaitingEntry | undefined => list.entries[list.first];

/** Whether entries wait of which none is in memory: the store has to load the next ones. */
export const needsFront = (list: WaitingList): boolean => list.total > 0 && loaded(list) === 0;

/** Adds the next entries, read from the store in order, behind the front. */
export function extend(list: WaitingList, next: readonly WaitingEntry[]): void {
  compact(list);
  list.entries.push(...next);
}

/** The place of the first loaded entry that is not before `entry`. */
function placeOf(list: WaitingList, entry: WaitingEntry): number {
  let low = list.first;
  let high = list.entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list.order(list.entries[middle]!, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds an entry at its place. Behind a front that is not the whole list it is counted only; the store has it. */
export function insert(list: WaitingList, entry: WaitingEntry): void {
  const complete = isComplete(list);
  const place = placeOf(list, entry);
  list.total += 1;
  if (complete || place < list.entries.length) list.entries.splice(place, 0, entry);
}

/** Takes an entry out, wherever it stands. */
export function remove(list: WaitingList, entry: WaitingEntry): void {
  list.total -= 1;
  const place = placeOf(list, entry);
  if (list.entries[place]?.sessionId !== entry.sessionId) return;
  if (place === list.first) list.first += 1;
  else list.entries.splice(place, 1);
  if (list.first > 512) compact(list);
}

function compact(list: WaitingList): void {
  list.entries.splice(0, list.first);
  list.first = 0;
}
