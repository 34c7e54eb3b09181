import type { Order, WaitingEntry } from './waiting-entry';

/**
 * A waiting list in order, of which the head may be all that is in memory: `total` counts every entry, `entries` from `first` on are the loaded ones.
 * Enqueueing and taking the next are cheap at any length, and a list of 10,000 is never loaded to serve one.
 */
export interface WaitingList {
  readonly order: Order;
  readonly entries: WaitingEntry[];
  first: number;
  total: number;
}

export const waitingList = (order: Order, loaded: readonly WaitingEntry[] = [], total = loaded.length): WaitingList => ({
  order,
  entries: [...loaded],
  first: 0,
  total,
});

const loadedCount = (list: WaitingList): number => list.entries.length - list.first;

/** Whether every entry is in memory. */
export const isComplete = (list: WaitingList): boolean => loadedCount(list) === list.total;

/** The next to be served; undefined when the list is empty or its loaded part is used up (`needsHead`). */
export const headOf = (list: WaitingList): WaitingEntry | undefined => list.entries[list.first];

/** Whether entries wait of which none is in memory: the store has to load the next ones. */
export const needsHead = (list: WaitingList): boolean => list.total > 0 && loadedCount(list) === 0;

/** Adds the next entries, read from the store in order, behind the loaded ones. */
export function extend(list: WaitingList, next: readonly WaitingEntry[]): void {
  compact(list);
  list.entries.push(...next);
}

/** The position of the first loaded entry that is not before `entry`. */
function positionOf(list: WaitingList, entry: WaitingEntry): number {
  let low = list.first;
  let high = list.entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list.order(list.entries[middle]!, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds an entry where it belongs. Behind the loaded part of a longer list it is counted only; the store has it. */
export function insert(list: WaitingList, entry: WaitingEntry): void {
  const complete = isComplete(list);
  const position = positionOf(list, entry);
  list.total += 1;
  if (complete || position < list.entries.length) list.entries.splice(position, 0, entry);
}

/** Takes an entry out, wherever it stands. */
export function remove(list: WaitingList, entry: WaitingEntry): void {
  list.total -= 1;
  const position = positionOf(list, entry);
  if (list.entries[position]?.sessionId !== entry.sessionId) return;
  if (position === list.first) list.first += 1;
  else list.entries.splice(position, 1);
  if (list.first > 512) compact(list);
}

function compact(list: WaitingList): void {
  list.entries.splice(0, list.first);
  list.first = 0;
}
