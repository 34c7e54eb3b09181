/** How many records of each partition were not yet fetched when something of it last was. */
export interface Lag {
  fetched(topic: string, partition: number, waiting: number): void;
  /** Whether something of a topic waits to be fetched. */
  isBehind(topic: string): boolean;
  /** The sum of each topic's partitions. */
  all(): { readonly topic: string; readonly waiting: number }[];
}

/** A partition of which nothing came for so long is another process's by now, or at its end. */
const forgottenAfterMs = 10_000;

export function createLag(now: () => number = () => performance.now()): Lag {
  const topics = new Map<string, Map<number, { readonly waiting: number; readonly at: number }>>();
  const recent = (topic: string): number[] =>
    [...(topics.get(topic)?.values() ?? [])].flatMap(({ waiting, at }) => (now() - at < forgottenAfterMs ? waiting : []));
  return {
    fetched: (topic, partition, waiting) => {
      const partitions = topics.get(topic) ?? new Map<number, { waiting: number; at: number }>();
      topics.set(topic, partitions);
      partitions.set(partition, { waiting, at: now() });
    },
    isBehind: (topic) => recent(topic).some((waiting) => waiting > 0),
    all: () => [...topics.keys()].map((topic) => ({ topic, waiting: recent(topic).reduce((sum, waiting) => sum + waiting, 0) })),
  };
}
