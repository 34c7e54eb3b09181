import type { Database } from '#libs/platform/database/database';
import type { Clock } from '#libs/platform/process/clock';
import { lockShops } from '../../facts/store/lock-shops';
import { applyFigures } from '../../figures/app/apply-figures';
import { projectSessions } from '../../figures/app/project-sessions';
import { checkSums } from './check-sums';
import { settleShop } from '../../figures/app/settle';
import { loadFigures } from '../../figures/store/session-figures';
import { datesWithFigures, figuresWithoutFacts, openingsAfter, shopsToRebuild, type Position } from '../store/log-walk';

const page = 1_000;

export interface RebuildProgress {
  readonly sessions: number;
  /** Figures that differed from their facts or had none, and sums that differed from their figures; all were corrected. 0 on a sound system. */
  readonly corrected: number;
}

/**
 * Recomputes every figure from the event log while consumers go on, a page of sessions per transaction, and counts the rows that differed.
 * A page holds its shop, so that a flight under way lands before or after it, never in between. Figures of sessions older than the log stay.
 */
export async function rebuild(
  { db, workerDb, clock }: { readonly db: Database; readonly workerDb: Database; readonly clock: Clock },
  onProgress: (progress: RebuildProgress) => void,
): Promise<RebuildProgress> {
  let progress: RebuildProgress = { sessions: 0, corrected: 0 };
  const add = (sessions: number, corrected: number): void => {
    progress = { sessions: progress.sessions + sessions, corrected: progress.corrected + corrected };
    onProgress(progress);
  };
  const now = clock.now();
  for (const shopId of await workerDb.transaction([], shopsToRebuild)) {
    await settleShop(db, shopId, now);
    for (let after: Position | undefined = { incarnation: 0, seq: 0 }; after !== undefined;) {
      const done: Page = await rebuildPage(db, shopId, after, now);
      add(done.sessions, done.corrected);
      after = done.last;
    }
    add(0, await checkDates(db, shopId));
  }
  return progress;
}

interface Page {
  readonly sessions: number;
  readonly corrected: number;
  readonly last: Position | undefined;
}

function rebuildPage(db: Database, shopId: string, after: Position, now: Date): Promise<Page> {
  return db.transaction([shopId], async (tx) => {
    tx.send(lockShops);
    const found = await openingsAfter(tx, shopId, after, page);
    if (found.length === 0) return { sessions: 0, corrected: 0, last: undefined };
    const { changed } = await projectSessions(
      tx,
      found.map(({ sessionId }) => sessionId),
      now,
    );
    return { sessions: found.length, corrected: changed, last: found.at(-1) };
  });
}

/** Date by date: figures that no fact supports are dropped, and then the sums compared with what they are made of. */
async function checkDates(db: Database, shopId: string): Promise<number> {
  let corrected = 0;
  for (const date of await db.transaction([shopId], (tx) => datesWithFigures(tx, shopId))) {
    corrected += await db.transaction([shopId], async (tx) => {
      tx.send(lockShops);
      const unfounded = await figuresWithoutFacts(tx, shopId, date);
      const dropped = unfounded.length > 0 ? await applyFigures(tx, await loadFigures(tx, unfounded), []) : 0;
      return dropped + (await checkSums(tx, shopId, date));
    });
  }
  return corrected;
}
