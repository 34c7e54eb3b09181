import { topicOwners, topics } from '#libs/contracts/index';
import type { Log } from '#libs/platform/process/log';
import type { Bus } from '../kafka/bus';
import type { Positions } from '../outbox/relay-positions';
import { keyOf, type Cursor, type StreamKey } from '../outbox/relay-store';
import type { Ask } from './control-messages';
import type { HeadTeller } from './head-teller';
import type { RecoveryStore } from './recovery-store';

/** What an owner publishes again: what was asked for, and what the broker may have lost. */
export interface Recovery {
  /** After a start: the process, or the machine with the broker, may have ended in the middle of anything. */
  begin(): Promise<void>;
  /** One round of the loop: finds out whether the broker was away, or gave a partition to another leader. */
  round(): Promise<void>;
  /** A reader lacks events of a stream, or wants to know its present incarnation. */
  answer(ask: Ask): Promise<void>;
}

export interface RecoveryOptions {
  readonly service: string;
  readonly bus: Pick<Bus, 'broken' | 'leaders'>;
  readonly store: RecoveryStore;
  readonly positions: Positions;
  readonly teller: HeadTeller | undefined;
  readonly check: (key: StreamKey) => void;
  readonly log: Log;
}

/** Kafka does not sync each record; the system writes what is in memory to the disk well within this time. */
const unsyncedMs = 180_000;
/** A stream that several readers ask for is published once. */
const sameAskMs = 3_000;
const atMostEveryMs = 10_000;
const [leadersEveryMs, leadersOfOneEveryMs] = [15_000, 600_000];

export function createRecovery({ service, bus, store, positions, teller, check, log }: RecoveryOptions): Recovery {
  const answered = new Map<string, { readonly from: number; readonly at: number }>();
  const disrupted = watchBroker(service, bus);
  let publishedAt = -Infinity;
  const publishAgain = (rewound: readonly Cursor[]): void => {
    for (const cursor of rewound) {
      positions.adopt(cursor);
      check(cursor);
    }
  };
  const lastMinutes = async (agoMs: number): Promise<void> => {
    const rewound = await store.rewindLast(agoMs + unsyncedMs);
    publishAgain(rewound);
    teller?.tellAll();
    if (rewound.length > 0) log.info({ streams: rewound.length }, 'the last minutes are published again, in case the broker has lost some');
  };
  return {
    begin: async () => lastMinutes(await store.quietMs()),
    round: async () => {
      const since = await disrupted.since();
      const now = performance.now();
      if (since === undefined || now - publishedAt < atMostEveryMs) return;
      disrupted.settle();
      publishedAt = now;
      await lastMinutes(now - since);
    },
    answer: async ({ stream, shopId, incarnation, from }) => {
      if (topicOwners[stream] !== service) return;
      const key = { stream, shopId };
      await teller?.tell([key]);
      const last = answered.get(keyOf(key));
      if (last && last.from <= from && performance.now() - last.at < sameAskMs) return;
      answered.delete(keyOf(key));
      answered.set(keyOf(key), { from, at: performance.now() });
      for (const [name, { at }] of answered) if (performance.now() - at > sameAskMs) answered.delete(name);
      publishAgain(await store.rewind(key, from, incarnation));
    },
  };
}

/** Since when, if at all, the broker may have lost something: it broke a connection, or a partition of ours has another leader. */
function watchBroker(service: string, bus: Pick<Bus, 'broken' | 'leaders'>) {
  const mine = topics.filter((topic) => topicOwners[topic] === service);
  let [broken, leaders, nextLook] = [bus.broken(), undefined as string | undefined, 0];
  let since: number | undefined;
  const lookAtLeaders = async (): Promise<void> => {
    const found = mine.length === 0 ? '' : await bus.leaders(mine);
    if (leaders !== undefined && found !== leaders) since ??= performance.now();
    leaders = found;
    const brokers = new Set(found.split('\n').map((line) => line.split(' ').at(-1)));
    nextLook = performance.now() + (brokers.size > 1 ? leadersEveryMs : leadersOfOneEveryMs);
  };
  return {
    since: async (): Promise<number | undefined> => {
      if (bus.broken() !== broken) since ??= performance.now();
      broken = bus.broken();
      if (performance.now() >= nextLook) await lookAtLeaders();
      return since;
    },
    settle: (): void => {
      since = undefined;
    },
  };
}
