import { setTimeout as pause } from 'node:timers/promises';
import type { Consumer, EachBatchHandler } from 'kafkajs';
import type { Log } from '#libs/platform/process/log';
import type { Bus } from './bus';
import type { OffsetWriter } from './offsets';
import { untilDone } from '../flights/repeat';
import { leave } from './with-admin';

export interface GroupMember extends OffsetWriter {
  /** Joins the group and reads on; a broker that cannot be reached rejects. */
  join(): Promise<void>;
  leave(): Promise<void>;
  /** Joins with another client, and takes nothing more of the one before: it has stopped without a word, or does not have all partitions. */
  renew(): Promise<void>;
  /** How many fetches have begun. */
  fetches(): number;
  /** When the last fetch was answered, by `performance.now()`; an idle member's is, every second. */
  fetchedAt(): number;
}

/** Partitions by topic. */
export type Assigned = Readonly<Record<string, readonly number[]>>;

export interface GroupMemberOptions {
  readonly bus: Bus;
  /** A name for each time it joins, where its memory is its own and not the group's. */
  readonly group: string | (() => string);
  readonly topics: readonly string[];
  /** Where to go on in a partition, instead of where the group was. */
  readonly startAt?: (topic: string, partition: number) => number | undefined;
  readonly onJoin?: (assigned: Assigned) => void;
  readonly eachBatch: EachBatchHandler;
  readonly log: Log;
  readonly onFatal: (reason: string, error?: unknown) => void;
}

/** The client takes these for final, though they pass: a broker that starts, or is away, has no coordinator for a while, and does not know its users yet. */
const passing = new Set(['KafkaJSGroupCoordinatorNotFound', 'KafkaJSNoBrokerAvailableError', 'KafkaJSSASLAuthenticationError']);
const rejoinMs = 1_000;

/** Whether an error, or what it wraps, passes. */
function passes(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (passing.has(at.name)) return true;
  return false;
}

function seek(consumer: Consumer, assigned: Assigned, startAt: GroupMemberOptions['startAt']): void {
  for (const [topic, partitions] of Object.entries(assigned))
    for (const partition of partitions) {
      const offset = startAt?.(topic, partition);
      if (offset !== undefined) consumer.seek({ topic, partition, offset: String(offset) });
    }
}

/** A member of a consumer group that outlives its client: it joins anew where the client gives up on a broker that is away, and is fatal where it gives up for good. */
export function createGroupMember(options: GroupMemberOptions): GroupMember {
  const { bus, group, topics, log, onFatal } = options;
  const state = { left: false, fetches: 0, fetchedAt: performance.now() };
  let client: Consumer | undefined;

  const join = async (): Promise<void> => {
    const fresh = bus.consumer(typeof group === 'string' ? group : group());
    client = fresh;
    watch(fresh);
    const eachBatch: EachBatchHandler = (payload) => (client === fresh ? options.eachBatch(payload) : Promise.resolve());
    try {
      await fresh.connect();
      await fresh.subscribe({ topics: [...topics], fromBeginning: true });
      await fresh.run({ autoCommit: false, eachBatchAutoResolve: true, partitionsConsumedConcurrently: 64, eachBatch });
    } catch (error) {
      await leave(fresh);
      throw error;
    }
  };
  const joinAgain = () => untilDone('joining the consumer group', join, log, () => state.left);
  const rejoin = async (crashed: Consumer): Promise<void> => {
    await pause(rejoinMs, undefined, { ref: false });
    if (client === crashed) await joinAgain();
  };
  const watch = (consumer: Consumer): void => {
    consumer.on(consumer.events.GROUP_JOIN, ({ payload: { memberAssignment } }) => {
      if (client !== consumer) return;
      seek(consumer, memberAssignment, options.startAt);
      options.onJoin?.(memberAssignment);
    });
    consumer.on(consumer.events.FETCH_START, () => void (state.fetches += client === consumer ? 1 : 0));
    consumer.on(consumer.events.FETCH, () => {
      if (client === consumer) state.fetchedAt = performance.now();
    });
    consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
      if (client !== consumer) return;
      if (restart || passes(error)) log.warn({ err: error }, 'the consumer lost its broker and joins again');
      if (restart || state.left) return;
      if (passes(error)) void rejoin(consumer);
      else onFatal('the consumer crashed for good', error);
    });
  };
  return {
    join,
    leave: async () => {
      state.left = true;
      if (client) await leave(client);
    },
    renew: async () => {
      const old = client;
      client = undefined;
      if (old) await leave(old);
      await joinAgain();
    },
    commitOffsets: async (batch) => {
      await client?.commitOffsets([...batch]);
    },
    fetches: () => state.fetches,
    fetchedAt: () => state.fetchedAt,
  };
}
