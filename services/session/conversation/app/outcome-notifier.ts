import { setTimeout as pause } from 'node:timers/promises';
import type { Tx } from '#libs/platform/database/database';
import type { Deps } from '#libs/service/run-service';
import { settledSessions } from '../store/settled-sessions';

/** What is waited for: any outcome of routing, or that the session no longer waits for an agent. */
export interface Awaited {
  readonly shopId: string;
  readonly sessionId: string;
  readonly until: 'DECIDED' | 'ASSIGNED';
}

/** Who waits for outcomes of routing is told when one has been applied here. */
export interface OutcomeNotifier {
  /** Whether it came within `ms`. */
  wait(awaited: Awaited, ms: number): Promise<boolean>;
  /** Tells of these sessions when the transaction has committed. */
  applied(tx: Tx, sessions: readonly string[]): void;
}

interface Waiter {
  readonly awaited: Awaited;
  resolve(came: boolean): void;
}

/** Outcomes may be applied by another process, which nobody tells of. */
const pollMs = 200;

export function createOutcomeNotifier({ readDb, log }: Pick<Deps, 'readDb' | 'log'>): OutcomeNotifier {
  const waiters = new Set<Waiter>();
  let polling = false;
  const settle = (waiter: Waiter, came: boolean): void => {
    if (waiters.delete(waiter)) waiter.resolve(came);
  };
  const look = async (asked: readonly Waiter[]): Promise<void> => {
    const shops = [...new Set(asked.map(({ awaited }) => awaited.shopId))];
    const settled = await readDb.transaction(shops, (tx) =>
      settledSessions(
        tx,
        asked.map(({ awaited }) => awaited.sessionId),
      ),
    );
    for (const waiter of asked) if (settled.get(waiter.awaited.sessionId)?.[waiter.awaited.until]) settle(waiter, true);
  };
  /** A look that fails is no answer: the next one may succeed, and who has waited long enough goes on. */
  const lookSafely = (asked: readonly Waiter[]): Promise<void> =>
    look(asked).catch((err: unknown) => log.warn({ err }, 'cannot see whether routing has decided'));
  const poll = async (): Promise<void> => {
    polling = true;
    while (waiters.size > 0) {
      await pause(pollMs, undefined, { ref: false });
      if (waiters.size > 0) await lookSafely([...waiters]);
    }
    polling = false;
  };
  return {
    wait: (awaited, ms) =>
      new Promise((resolve) => {
        const waiter: Waiter = { awaited, resolve };
        waiters.add(waiter);
        setTimeout(() => settle(waiter, false), ms).unref();
        if (!polling) void poll();
      }),
    applied: (tx, sessions) => {
      const concerned = new Set(sessions);
      tx.afterCommit(() => {
        const asked = [...waiters].filter(({ awaited }) => concerned.has(awaited.sessionId));
        if (asked.length > 0) void lookSafely(asked);
      });
    },
  };
}
