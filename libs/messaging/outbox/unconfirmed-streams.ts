import { keyOf, type StreamKey } from './relay-store';

/** Streams with rows of which this process does not know whether or with what they were committed: the outbox will tell. Each once, however many rows. */
export interface UnconfirmedStreams {
  add(key: StreamKey): void;
  /** The rows are known by now. */
  confirm(key: StreamKey): void;
  /** Takes out those that have stood for so long: a transaction that is still open is given its time. */
  takeOlder(thanMs: number): StreamKey[];
  count(): number;
}

export function createUnconfirmedStreams(): UnconfirmedStreams {
  const streams = new Map<string, { readonly key: StreamKey; readonly since: number }>();
  return {
    add: ({ stream, shopId }) => {
      const key = { stream, shopId };
      if (!streams.has(keyOf(key))) streams.set(keyOf(key), { key, since: performance.now() });
    },
    confirm: (key) => {
      streams.delete(keyOf(key));
    },
    takeOlder: (thanMs) => {
      const due = [...streams.values()].filter(({ since }) => since <= performance.now() - thanMs).map(({ key }) => key);
      for (const key of due) streams.delete(keyOf(key));
      return due;
    },
    count: () => streams.size,
  };
}
