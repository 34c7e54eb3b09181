import type { Database } from '#libs/platform/database/database';
import type { DecisionRow } from '../store/decision-table';
import { findRouted } from '../store/read-routed';
import type { OutcomeNotifier } from './outcome-notifier';

export interface OutcomeWaiters {
  /** The latest decision about the session, waiting up to `waitMs` for its first; `look` reads the database for the caller's request. */
  outcomeOf(
    session: { readonly shopId: string; readonly sessionId: string },
    waitMs: number,
    look: () => Promise<DecisionRow | null>,
  ): Promise<DecisionRow | null>;
}

interface Waiter {
  readonly shopId: string;
  readonly sessionId: string;
  readonly answer: (decision: DecisionRow) => void;
}

const lookEveryMs = 100;
/** Whoever asks about a session so young will be called; a look of its own for each would make the load it waits out. The shared look is the net. */
const youngMs = 1_000;

/**
 * Answers from what this process has decided, else from the database; then waits to be called, with one look for all who wait every 100 ms as a net for
 * what other processes decide.
 */
export function createOutcomeWaiters(db: Database, notifier: OutcomeNotifier): OutcomeWaiters {
  const waiters = new Set<Waiter>();
  let looking: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const asked = [...waiters];
    const found = await findRouted(db, asked).catch(() => new Map<string, DecisionRow>());
    for (const waiter of asked) {
      const decision = found.get(waiter.sessionId);
      if (decision) waiter.answer(decision);
    }
    looking = waiters.size > 0 ? setTimeout(() => void look(), lookEveryMs) : undefined;
  };
  const wait = (shopId: string, sessionId: string, waitMs: number): Promise<DecisionRow | null> =>
    new Promise((resolve) => {
      const done = (decision: DecisionRow | null): void => {
        waiters.delete(waiter);
        unlisten();
        clearTimeout(timer);
        resolve(decision);
      };
      const waiter: Waiter = { shopId, sessionId, answer: done };
      const unlisten = notifier.listen(shopId, sessionId, done);
      const timer = setTimeout(() => done(null), waitMs);
      waiters.add(waiter);
      looking ??= setTimeout(() => void look(), lookEveryMs);
    });
  return {
    outcomeOf: async ({ shopId, sessionId }, waitMs, lookNow) => {
      const decided = notifier.find(shopId, sessionId);
      if (decided) return decided;
      if (waitMs > 0 && ageOf(sessionId) < youngMs) return wait(shopId, sessionId, waitMs);
      const found = await lookNow();
      return found ?? (waitMs > 0 ? wait(shopId, sessionId, waitMs) : null);
    },
  };
}

/** Ids are UUIDv7: their first 48 bits are the machine's time at which they were made. */
const ageOf = (id: string): number => Date.now() - Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
