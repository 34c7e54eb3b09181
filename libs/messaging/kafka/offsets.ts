/** Who tells Kafka. */
export interface OffsetWriter {
  commitOffsets(batch: readonly { readonly topic: string; readonly partition: number; readonly offset: string }[]): Promise<void>;
}

interface Lane {
  readonly topic: string;
  readonly partition: number;
  /** Offsets read and not yet applied, in order; true = applied. */
  readonly open: { offset: string; done: boolean }[];
  commit: string | undefined;
}

/**
 * Which offsets may be told to Kafka: never one ahead of an event that is not applied. Only a hint where to read on after a restart:
 * what was applied is the inbox's to know.
 */
export function createOffsets(writer: OffsetWriter) {
  const lanes = new Map<string, Lane>();
  const laneOf = (topic: string, partition: number): Lane => {
    const name = `${topic} ${partition}`;
    const lane = lanes.get(name) ?? { topic, partition, open: [], commit: undefined };
    lanes.set(name, lane);
    return lane;
  };
  return {
    /** Registers an offset as read; call the answer when its event is applied. */
    track: (topic: string, partition: number, offset: string): (() => void) => {
      const lane = laneOf(topic, partition);
      const item = { offset, done: false };
      lane.open.push(item);
      return () => {
        item.done = true;
        let applied = 0;
        while (lane.open[applied]?.done) lane.commit = nextOffset(lane.open[applied++]!.offset);
        lane.open.splice(0, applied);
      };
    },
    /** Writes what may be written; what fails is written next time. */
    commit: async (): Promise<void> => {
      const due = [...lanes.values()].filter((lane) => lane.commit !== undefined);
      if (due.length === 0) return;
      const batch = due.map((lane) => ({ topic: lane.topic, partition: lane.partition, offset: lane.commit! }));
      await writer.commitOffsets(batch);
      due.forEach((lane, index) => {
        if (lane.commit === batch[index]!.offset) lane.commit = undefined;
      });
    },
  };
}

const nextOffset = (offset: string): string => (BigInt(offset) + 1n).toString();
