import { askedTopic, headsTopic } from '#libs/contracts/index';
import { isOwner, readAsk } from '../healing/control-messages';
import type { ReaderHealing } from '../healing/reader-healing';
import type { Relay } from '../outbox/relay';

interface ControlRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** Milliseconds, as text. */
  readonly timestamp: string;
}

/** What services tell each other beside facts: how far streams are numbered, and what has to be published again. */
export interface ControlTopics {
  readonly topics: readonly string[];
  /** Whether the record is of such a topic, and taken. */
  take(topic: string, record: ControlRecord): boolean;
}

/** What is older was answered, or is said again. */
const oldestMs = 60_000;

export function createControlTopics(service: string, healing: ReaderHealing, answer: Relay['answer']): ControlTopics {
  const owners = new Map<string, (record: ControlRecord) => unknown>(
    healing.owners.map((owner) => [headsTopic(owner), ({ key, value }) => healing.told(owner, key, value)]),
  );
  if (isOwner(service))
    owners.set(askedTopic, ({ key, value }) => {
      const ask = readAsk(key, value);
      // What cannot be answered now is asked for again.
      if (ask) answer(ask).catch(() => undefined);
    });
  return {
    topics: [...owners.keys()],
    take: (topic, record) => {
      const handler = owners.get(topic);
      if (handler && Date.now() - Number(record.timestamp) < oldestMs) handler(record);
      return handler !== undefined;
    },
  };
}
