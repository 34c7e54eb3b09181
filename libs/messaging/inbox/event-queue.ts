import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#libs/platform/database/database';
import type { Log } from '#libs/platform/process/log';
import { count } from '#libs/platform/telemetry/readings';
import { beginSpan } from '#libs/platform/telemetry/tracing';
import type { AtStep } from '../at-step';
import type { ReaderHealing } from '../healing/reader-healing';
import type { Outbox } from '../outbox/outbox';
import { createEventFlights } from './event-flights';
import type { Consumes } from './handlers';
import { positionName, streamOf, type InboxEvent } from './inbox-event';
import { loadAsked } from './replays';
import type { Progress } from './watchdog';

export interface EventQueueOptions {
  readonly service: string;
  readonly db: Database;
  /** The worker role's connections: replays are looked for across shops. */
  readonly workerDb: Database;
  readonly outbox: Outbox;
  readonly consumes: Consumes;
  readonly healing: Pick<ReaderHealing, 'confirm' | 'missing'>;
  readonly log: Log;
  readonly atStep?: AtStep;
}

/** What was read and waits to be dealt with, in flights. */
export interface EventQueue {
  /** Resolves when the event is dealt with. */
  take(event: InboxEvent): Promise<void>;
  /** Takes parked events that an operator has asked for. */
  replayAsked(): Promise<void>;
  isFull(): boolean;
  /** Whether events of a shop wait. */
  hasOpen(shopId: string): boolean;
  progress(): Progress;
  done(): number;
  stop(): Promise<void>;
}

/** Beyond so many events that wait, nothing more is fetched; and beyond so many in all, those of shops that are held up counted too. */
const [waitingLimit, openLimit] = [5_000, 50_000];
const stopLimitMs = 1_000;

export function createEventQueue(options: EventQueueOptions): EventQueue {
  const { service: consumer, outbox, workerDb, healing } = options;
  const flights = createEventFlights({ ...options, inbox: { consumer, outbox } });
  const open = createTally();
  let done = 0;
  const apply = async (event: InboxEvent): Promise<void> => {
    open.add(event.shopId);
    const outcome = await flights.submit(event).finally(() => open.remove(event.shopId));
    count('jiedai_events_total', { outcome });
    if (outcome === 'unconfirmed') return apply(await healing.confirm(event));
    if (outcome === 'gap') healing.missing({ ...streamOf(event), incarnation: event.incarnation, seq: event.sequence });
    done += 1;
  };
  /** What follows from the event is part of its being applied here. */
  const take = (event: InboxEvent): Promise<void> => {
    const span = beginSpan(`apply ${event.topic}`, { kind: 'CONSUMER', parent: event.traceparent });
    if (!span) return apply(event);
    return apply({ ...event, traceparent: span.traceparent }).then(
      () => span.end(),
      (error: unknown) => {
        span.end('stopped');
        throw error;
      },
    );
  };
  const replaying = new Set<string>();
  /** None a second time while it still flies. */
  const replay = (event: InboxEvent): void => {
    const name = positionName(event);
    if (replaying.has(name)) return;
    replaying.add(name);
    const settled = (): unknown => replaying.delete(name);
    take(event).then(settled, settled);
  };
  return {
    take,
    replayAsked: async () => (await loadAsked(workerDb, consumer)).forEach(replay),
    isFull: () => flights.waiting() > waitingLimit || open.total() > openLimit,
    hasOpen: open.has,
    progress: () => ({ open: open.total(), mark: `${done} ${flights.faultAt()}` }),
    done: () => done,
    stop: async () => {
      flights.stop();
      await Promise.race([flights.idle(), pause(stopLimitMs, undefined, { ref: false })]);
    },
  };
}

/** Counts by name. */
function createTally() {
  const counts = new Map<string, number>();
  let total = 0;
  const change = (name: string, by: number): void => {
    const count = (counts.get(name) ?? 0) + by;
    total += by;
    if (count === 0) counts.delete(name);
    else counts.set(name, count);
  };
  return {
    add: (name: string) => change(name, 1),
    remove: (name: string) => change(name, -1),
    has: (name: string) => counts.has(name),
    total: () => total,
  };
}
