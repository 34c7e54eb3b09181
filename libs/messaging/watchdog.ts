import type { Consumer } from 'kafkajs';
import type { Log } from '#libs/platform/log';
import type { Bus } from './bus';

const stallMs = 20_000;

/** What the consumer tells its watchdog of itself. */
export interface Progress {
  /** Events taken from Kafka and not yet applied. */
  open: number;
  /** When a flight last landed, or the first event came after a quiet time. */
  landedAt: number;
  /** When a known transient fault, such as a database that is down, was last met. */
  faultAt: number;
}

/**
 * Ends the process when its consumer has silently stopped: events wait and no flight lands for 20 s though no fault is known, or the client fetches
 * nothing for 20 s although a broker answers (it polls each second when idle), or it crashed and will not restart.
 */
export function createWatchdog(options: {
  bus: Bus;
  client: Consumer;
  log: Log;
  progress: Readonly<Progress>;
  onFatal: (reason: string, error?: unknown) => void;
}) {
  const { client, bus, log, progress, onFatal } = options;
  let fetchedAt = Date.now();
  const offs = [
    client.on(client.events.FETCH_START, () => {
      fetchedAt = Date.now();
    }),
    client.on(client.events.CRASH, ({ payload }) => {
      if (payload.restart) log.warn({ err: payload.error }, 'the consumer crashed and restarts');
      else onFatal('the consumer crashed for good', payload.error);
    }),
  ];
  return {
    start: (): void => {
      fetchedAt = Date.now();
    },
    look: async (): Promise<void> => {
      if (progress.open > 0) {
        if (isStalled(progress, Date.now())) onFatal(`events wait and none was applied for ${stallMs / 1_000} s`);
        return;
      }
      if (Date.now() - fetchedAt < stallMs) return;
      if (await bus.reachable()) onFatal(`the consumer has fetched nothing for ${stallMs / 1_000} s although the broker answers`);
      else fetchedAt = Date.now();
    },
    stop: (): void => offs.forEach((off) => off()),
  };
}

/** Whether events wait without progress and without a known cause. */
export const isStalled = ({ open, landedAt, faultAt }: Progress, now: number): boolean =>
  open > 0 && now - Math.max(landedAt, faultAt) >= stallMs;
