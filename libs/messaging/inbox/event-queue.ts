import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#libs/platform/database/database';
import type { Log } from '#libs/platform/process/log';
import type { AtStep } from '../at-step';
import type { Outbox } from '../outbox/outbox';
import { createEventFlights } from './event-flights';
import type { Consumes } from './handlers';
import { placeOf, type InboxEvent } from './inbox-event';
import { loadAsked } from './replays';
import type { Progress } from './watchdog';

export interface EventQueueOptions {
  readonly service: string;
  readonly db: Database;
  /** The worker role's connections: replays are looked for across shops. */
  readonly workerDb: Database;
  readonly outbox: Outbox;
  readonly consumes: Consumes;
  readonly log: Log;
  readonly atStep?: AtStep;
}

/** Beyond so many events that wait, nothing more is fetched; and beyond so many in all, those of shops that are held up counted too. */
const [waitingLimit, openLimit] = [5_000, 50_000];
const stopLimitMs = 1_000;

/** What was read and waits to be dealt with, in flights. */
export function createEventQueue(options: EventQueueOptions) {
  const { service: consumer, outbox, workerDb } = options;
  const flights = createEventFlights({ ...options, inbox: { consumer, outbox } });
  let [open, done] = [0, 0];
  const take = async (event: InboxEvent): Promise<void> => {
    open += 1;
    await flights.submit(event).finally(() => (open -= 1));
    done += 1;
  };
  const replaying = new Set<string>();
  /** Takes parked events that an operator has asked for; none a second time while it still flies. */
  const replay = (event: InboxEvent): void => {
    const place = placeOf(event);
    if (replaying.has(place)) return;
    replaying.add(place);
    take(event)
      .catch(() => undefined)
      .finally(() => replaying.delete(place));
  };
  return {
    take,
    replayAsked: async (): Promise<void> => (await loadAsked(workerDb, consumer)).forEach(replay),
    isFull: (): boolean => flights.waiting() > waitingLimit || open > openLimit,
    progress: (): Progress => ({ open, mark: `${done} ${flights.faultAt()}` }),
    done: (): number => done,
    stop: async (): Promise<void> => {
      flights.stop();
      await Promise.race([flights.idle(), pause(stopLimitMs, undefined, { ref: false })]);
    },
  };
}
