import type { Consumer } from 'kafkajs';
import type { Log } from '#libs/platform/log';
import type { Bus } from './bus';

const stallMs = 20_000;

/**
 * Ends the process when its consumer has silently stopped: the client fetches nothing for 20 s although a broker answers (it polls every 5 s when idle),
 * or it crashed and will not restart. Events that wait while their flight is tried again are a known fault, not a stall.
 */
export function createWatchdog(options: { bus: Bus; client: Consumer; log: Log; onFatal: (reason: string, error?: unknown) => void }) {
  const { client, bus, log } = options;
  let fetchedAt = Date.now();
  const offs = [
    client.on(client.events.FETCH_START, () => {
      fetchedAt = Date.now();
    }),
    client.on(client.events.CRASH, ({ payload }) => {
      if (payload.restart) log.warn({ err: payload.error }, 'the consumer crashed and restarts');
      else options.onFatal('the consumer crashed for good', payload.error);
    }),
  ];
  return {
    start: (): void => {
      fetchedAt = Date.now();
    },
    look: async (waiting: number): Promise<void> => {
      if (waiting > 0 || Date.now() - fetchedAt < stallMs) return;
      if (await bus.reachable()) options.onFatal(`the consumer has fetched nothing for ${stallMs / 1_000} s although the broker answers`);
      else fetchedAt = Date.now();
    },
    stop: (): void => offs.forEach((off) => off()),
  };
}
