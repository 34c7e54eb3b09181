import { keyOf, type StreamKey } from './relay-store';

/** Streams with rows whose fate or content this process does not hold: the outbox will tell. Each once, however many rows. */
export interface Doubts {
  add(key: StreamKey): void;
  /** The rows are known by now. */
  settle(key: StreamKey): void;
  /** Takes out those that have stood for so long: a transaction that is still open is given its time. */
  takeOlder(thanMs: number): StreamKey[];
  count(): number;
}

export function createDoubts(): Doubts {
  const doubts = new Map<string, { readonly key: StreamKey; readonly since: number }>();
  return {
    add: ({ stream, shopId }) => {
      const key = { stream, shopId };
      if (!doubts.has(keyOf(key))) doubts.set(keyOf(key), { key, since: Date.now() });
    },
    settle: (key) => {
      doubts.delete(keyOf(key));
    },
    takeOlder: (thanMs) => {
      const due = [...doubts.values()].filter(({ since }) => since <= Date.now() - thanMs).map(({ key }) => key);
      for (const key of due) doubts.delete(keyOf(key));
      return due;
    },
    count: () => doubts.size,
  };
}
