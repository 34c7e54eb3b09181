import { repeat } from '#libs/messaging/index';
import type { Database } from '#libs/platform/database/database';
import type { Deps, Worker } from '#libs/service/run-service';
import { lockShops } from '../../facts/store/lock-shops';
import { dueSessions, shopsWithDue } from '../store/due-figures';
import { projectSessions } from './project-sessions';

const everyMs = 1_000;
const sessionsPerStep = 500;

/**
 * Computes again what decides itself by the clock, as a session that is unanswered after its 24 hours does (MET-9). Readers do it for their shop before
 * they read, so that a figure is right to the millisecond; this answers how many there were.
 */
export async function settleShop(db: Database, shopId: string, now: Date): Promise<number> {
  for (let settled = 0; ;) {
    const due = await db.transaction([shopId], async (tx) => {
      if ((await dueSessions(tx, shopId, now, 1)).length === 0) return 0;
      tx.send(lockShops);
      const sessions = await dueSessions(tx, shopId, now, sessionsPerStep);
      if (sessions.length > 0) await projectSessions(tx, sessions, now);
      return sessions.length;
    });
    settled += due;
    if (due < sessionsPerStep) return settled;
  }
}

/** Settles what nobody reads, so that sums say what a reader would be told. Each copy of the service may do it. */
export function createSettling({ db, workerDb, clock, log }: Pick<Deps, 'db' | 'workerDb' | 'clock' | 'log'>): Worker {
  const round = async (): Promise<void> => {
    const now = clock.now();
    for (const shopId of await workerDb.transaction([], (tx) => shopsWithDue(tx, now))) await settleShop(db, shopId, now);
  };
  return { name: 'settling', ...repeat('settling', everyMs, round, log) };
}
