import { databaseFault } from '#libs/platform/database/database-fault';
import type { Log } from '#libs/platform/process/log';
import { createFlights } from '../flights/flights';
import type { Bus } from '../kafka/bus';
import type { OutboxRow } from '../kafka/envelope';
import { kafkaFault } from '../kafka/kafka-fault';
import { rowsPerProduce } from '../kafka/produce-chunks';
import type { Notice } from './publish';
import { keyOf, type StreamKey } from './relay-store';

/** What waits to be published. */
export interface PublishQueue {
  add(row: OutboxRow): void;
  /** Reads a stream's rows from the outbox. One check of a stream waits at most, however long the broker is away. */
  check(key: StreamKey): void;
  waiting(): number;
  idle(): Promise<void>;
  stop(): void;
}

/** Publishes in flights. A topic that cannot be written leaves the others; whatever fails is tried again, and a topic that is missing is made. */
export function createPublishQueue(
  { bus, log }: { bus: Bus; log: Log },
  publish: (notices: readonly Notice[]) => Promise<void>,
): PublishQueue {
  const checks = new Set<string>();
  const failing = new Set<string>();
  const fly = async (notices: readonly Notice[]): Promise<undefined[]> => {
    for (const notice of notices) if (!notice.row) checks.delete(keyOf(notice));
    const topics = [...new Set(notices.map(({ stream }) => stream))].sort().join(', ');
    await publish(notices).catch(async (error: unknown) => {
      if (!failing.has(topics)) log.warn({ err: error, topics }, 'events cannot be published at the moment, and will be');
      failing.add(topics);
      if (kafkaFault(error) === 'held') await bus.ensureTopics().catch((err: unknown) => log.debug({ err }, 'topics are made later'));
      throw error;
    });
    failing.delete(topics);
    return notices.map(() => undefined);
  };
  const flights = createFlights<Notice, void>({
    name: 'publishing',
    limit: rowsPerProduce,
    fly,
    shopOf: ({ stream }) => stream,
    patienceMs: () => Infinity,
    instead: (notice) => notice,
    faultOf: (error) => kafkaFault(error) ?? databaseFault(error),
  });
  let waiting = 0;
  const settled = (): void => {
    waiting -= 1;
  };
  const submit = (notice: Notice): void => {
    waiting += 1;
    // Rejected only when the relay stops: the next one publishes what is left.
    flights.submit(notice).then(settled, settled);
  };
  return {
    add: (row) => submit({ stream: row.stream, shopId: row.shopId, row }),
    check: (key) => {
      if (checks.has(keyOf(key))) return;
      checks.add(keyOf(key));
      submit({ stream: key.stream, shopId: key.shopId });
    },
    waiting: () => waiting,
    idle: flights.idle,
    stop: flights.stop,
  };
}
