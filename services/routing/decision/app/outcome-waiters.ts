import type { Database } from '#libs/platform/database/database';
import { findRouted, type RoutedView } from '../store/read-routed';
import type { OutcomeBoard } from './outcome-notifier';

export interface OutcomeDesk {
  /** The session's latest outcome, waiting up to `waitMs` for its first; `look` reads the database for the caller's request. */
  outcomeOf(
    session: { shopId: string; sessionId: string },
    waitMs: number,
    look: () => Promise<RoutedView | null>,
  ): Promise<RoutedView | null>;
}

interface Waiter {
  readonly shopId: string;
  readonly sessionId: string;
  readonly answer: (routed: RoutedView) => void;
}

const lookEveryMs = 100;
/** The bell rings for whoever asks about a session so young; a look of its own for each would make the load it waits out. The shared look is the net. */
const youngMs = 1_000;

/**
 * Answers from this process's board, else from the database; then waits for the bell, with one look for all who wait every 100 ms as a net for what
 * other processes decide.
 */
export function createOutcomeDesk(db: Database, board: OutcomeBoard): OutcomeDesk {
  const waiters = new Set<Waiter>();
  let looking: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const asked = [...waiters];
    const found = await findRouted(db, asked).catch(() => new Map<string, RoutedView>());
    for (const waiter of asked) {
      const routed = found.get(waiter.sessionId);
      if (routed) waiter.answer(routed);
    }
    looking = waiters.size > 0 ? setTimeout(() => void look(), lookEveryMs) : undefined;
  };
  const wait = (shopId: string, sessionId: string, waitMs: number): Promise<RoutedView | null> =>
    new Promise((resolve) => {
      const done = (routed: RoutedView | null): void => {
        waiters.delete(waiter);
        unlisten();
        clearTimeout(timer);
        resolve(routed);
      };
      const waiter: Waiter = { shopId, sessionId, answer: done };
      const unlisten = board.listen(shopId, sessionId, done);
      const timer = setTimeout(() => done(null), waitMs);
      waiters.add(waiter);
      looking ??= setTimeout(() => void look(), lookEveryMs);
    });
  return {
    outcomeOf: async ({ shopId, sessionId }, waitMs, lookNow) => {
      const hung = board.find(shopId, sessionId);
      if (hung) return hung;
      if (waitMs > 0 && ageOf(sessionId) < youngMs) return wait(shopId, sessionId, waitMs);
      const found = await lookNow();
      return found ?? (waitMs > 0 ? wait(shopId, sessionId, waitMs) : null);
    },
  };
}

/** Ids are UUIDv7: their first 48 bits are the machine's time at which they were made. */
const ageOf = (id: string): number => Date.now() - Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
