import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { EachBatchPayload } from 'kafkajs';
import { topics } from '#libs/contracts/index';
import type { KafkaAccess } from '#libs/platform/process/kafka-access';
import type { Log } from '#libs/platform/process/log';
import { createBus } from '../kafka/bus';
import { repeat } from '../flights/repeat';
import { createWatchdog } from '../inbox/watchdog';
import { createGroupMember, type Assigned } from '../kafka/group-member';
import { noteOf, shopOf, type FactNote } from './fact-note';

export interface LiveFeedOptions {
  readonly kafka: KafkaAccess;
  readonly log: Log;
  /** Whether anybody wants to know of a shop; of others only the key is read. */
  readonly isWatched: (shopId: string) => boolean;
  readonly take: (note: FactNote) => void;
  /** The topics are not what they were: nobody knows what was missed. */
  readonly lost: () => void;
  /** The reader has stopped for good: the process must end and be started anew. */
  readonly onFatal: (reason: string, error?: unknown) => void;
}

/** All that happens, as it happens: one reader per process. */
export interface LiveFeed {
  /** Resolves when everything that is published from then on will be told of. The first call connects; a broker that cannot be reached rejects. */
  ready(): Promise<void>;
  /** For how long it has heard nothing from its broker, not even that there is nothing; 0 before it began. */
  silentMs(): number;
  stop(): Promise<void>;
}

/** What the names of such groups begin with; the broker's access rules hold that. */
export const liveGroups = 'gateway-live';

const joinLimitMs = 10_000;
/** Nobody waits for the partitions of a member that is gone, so that a broker that was away for a while finds its reader again at once. */
const patience = { sessionTimeoutMs: 60_000, requestTimeoutMs: 15_000 };

/**
 * Reads all topics from where they ended when the first one asked, in a group of its own that commits nothing; the broker clears it away when it is empty. Where it is in each
 * partition it keeps itself, so that a connection that breaks costs time and no event. A client that has stopped without a word, or to which the broker gives only some
 * partitions, since it counts a member that nobody is any more, is replaced by another in a new group.
 */
export function createLiveFeed({ kafka, log, isWatched, take, lost, onFatal }: LiveFeedOptions): LiveFeed {
  // It may create no topic, and needs no figures for it.
  const bus = createBus({ ...kafka, ...patience, partitions: 0, replication: 0, clientId: 'jiedai-gateway', log });
  let next = new Map<string, number>();
  let hasBegun = false;
  let joined: () => void = () => undefined;
  const renew = (reason: string): void => {
    log.warn({ reason }, 'the live feed joins another group');
    void member.renew();
  };
  const onJoin = async (assigned: Assigned): Promise<void> => {
    if (hasAll(next, assigned) || hasAll(await bus.ends(topics), assigned)) joined();
    else renew('it was given only some of the partitions');
  };
  const eachBatch = ({ batch }: EachBatchPayload): Promise<void> => {
    const [place, first] = [placeOf(batch.topic, batch.partition), Number(batch.firstOffset() ?? batch.highWatermark)];
    if (first < (next.get(place) ?? 0)) lost();
    for (const message of batch.messages) {
      const note = isWatched(shopOf(message)) ? noteOf(batch.topic, message) : undefined;
      if (note) take(note);
    }
    next.set(place, Number(batch.lastOffset()) + 1);
    return Promise.resolve();
  };
  const member = createGroupMember({
    bus,
    group: () => `${liveGroups}-${randomBytes(8).toString('hex')}`,
    topics,
    startAt: (topic, partition) => next.get(placeOf(topic, partition)),
    onJoin: (assigned) => void onJoin(assigned).catch((error: unknown) => renew(String(error))),
    eachBatch,
    log,
    onFatal,
  });
  const watchdog = createWatchdog({ bus, member, progress: nothingWaits, now: () => performance.now(), onFatal: renew });
  const care = repeat('live feed', 1_000, watchdog, log);
  const start = async (): Promise<void> => {
    next = await bus.ends(topics);
    const hasJoined = new Promise<true>((resolve) => (joined = () => resolve(true)));
    await member.join();
    await untilJoined(hasJoined, log);
    hasBegun = true;
    care.start();
  };
  let starting: Promise<void> | undefined;
  return {
    silentMs: () => (hasBegun ? performance.now() - member.fetchedAt() : 0),
    ready: () => {
      starting ??= start().catch((error: unknown) => {
        starting = undefined;
        throw error;
      });
      return starting;
    },
    stop: async () => {
      await care.stop();
      await member.leave();
      await bus.stop();
    },
  };
}

const placeOf = (topic: string, partition: number): string => `${topic}/${partition}`;

const nothingWaits = () => ({ open: 0, mark: 0 });

async function untilJoined(hasJoined: Promise<true>, log: Log): Promise<void> {
  if (!(await Promise.race([hasJoined, pause(joinLimitMs, false, { ref: false })]))) log.warn('the live feed joins its group slowly');
  await hasJoined;
}

/** Whether each of these partitions was assigned. */
function hasAll(all: ReadonlyMap<string, number>, assigned: Assigned): boolean {
  const places = new Set(Object.entries(assigned).flatMap(([topic, partitions]) => partitions.map((each) => placeOf(topic, each))));
  return [...all.keys()].every((place) => places.has(place));
}
