import type { Database } from '#libs/platform/database/database';
import { lockShops } from '../../facts/store/lock-shops';
import { projectSessions } from '../../figures/app/project-sessions';
import { datesWithFigures, dropFiguresWithoutFacts, openingsAfter, shopsToRebuild, type Position } from '../store/log-walk';

const page = 1_000;

export interface RebuildProgress {
  readonly sessions: number;
  /** Figures that differed from their facts, or had none, and were corrected; 0 on a sound system. */
  readonly corrected: number;
}

/**
 * Recomputes every figure from the event log while consumers go on, a page of sessions per transaction, and counts the rows that differed.
 * A page holds its shop, so that a flight under way lands before or after it, never in between. Figures of sessions older than the log stay.
 */
export async function rebuild(db: Database, workerDb: Database, onProgress: (progress: RebuildProgress) => void): Promise<RebuildProgress> {
  let progress: RebuildProgress = { sessions: 0, corrected: 0 };
  const add = (sessions: number, corrected: number): void => {
    progress = { sessions: progress.sessions + sessions, corrected: progress.corrected + corrected };
    onProgress(progress);
  };
  for (const shopId of await workerDb.transaction([], shopsToRebuild)) {
    for (let after: Position | undefined = { incarnation: 0, seq: 0 }; after !== undefined;) {
      const done: Page = await rebuildPage(db, shopId, after);
      add(done.sessions, done.corrected);
      after = done.last;
    }
    add(0, await dropUnfounded(db, shopId));
  }
  return progress;
}

interface Page {
  readonly sessions: number;
  readonly corrected: number;
  readonly last: Position | undefined;
}

function rebuildPage(db: Database, shopId: string, after: Position): Promise<Page> {
  return db.transaction([shopId], async (tx) => {
    tx.send(lockShops);
    const found = await openingsAfter(tx, shopId, after, page);
    if (found.length === 0) return { sessions: 0, corrected: 0, last: undefined };
    const { changed } = await projectSessions(
      tx,
      found.map(({ sessionId }) => sessionId),
    );
    return { sessions: found.length, corrected: changed, last: found.at(-1) };
  });
}

async function dropUnfounded(db: Database, shopId: string): Promise<number> {
  let dropped = 0;
  for (const date of await db.transaction([shopId], (tx) => datesWithFigures(tx, shopId))) {
    dropped += await db.transaction([shopId], (tx) => {
      tx.send(lockShops);
      return dropFiguresWithoutFacts(tx, shopId, date);
    });
  }
  return dropped;
}
