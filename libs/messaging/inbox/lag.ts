/** How many records of each partition were not yet fetched when something of it last was. */
export interface Lag {
  fetched(topic: string, partition: number, waiting: number): void;
  /** Whether something of a topic waits to be fetched. */
  isBehind(topic: string): boolean;
}

/** A partition of which nothing came for so long is another process's by now, or at its end. */
const forgottenAfterMs = 10_000;

export function createLag(now: () => number = () => performance.now()): Lag {
  const topics = new Map<string, Map<number, { readonly waiting: number; readonly at: number }>>();
  return {
    fetched: (topic, partition, waiting) => {
      const partitions = topics.get(topic) ?? new Map<number, { waiting: number; at: number }>();
      topics.set(topic, partitions);
      partitions.set(partition, { waiting, at: now() });
    },
    isBehind: (topic) => [...(topics.get(topic)?.values() ?? [])].some(({ waiting, at }) => waiting > 0 && now() - at < forgottenAfterMs),
  };
}
