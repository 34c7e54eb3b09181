import type { Database, Statement } from '#libs/platform/database/database';
import { lockShops } from '../../facts/store/lock-shops';
import { projectSessions } from '../../figures/app/record-facts';

const page = 1_000;

const shops: Statement = { name: 'rebuild-shops', text: 'SELECT shop_id FROM shop_copy ORDER BY shop_id' };
const openings: Statement = {
  name: 'rebuild-openings',
  text: `SELECT session_id, incarnation, seq FROM fact WHERE stream = 'session-started' AND shop_id = $1 AND (incarnation, seq) > ($2, $3)
    ORDER BY incarnation, seq LIMIT $4`,
};
const dates: Statement = {
  name: 'rebuild-dates',
  text: 'SELECT DISTINCT business_date::text AS date FROM session_figure WHERE shop_id = $1 ORDER BY 1',
};
const dropUnfounded: Statement = {
  name: 'rebuild-drop-unfounded',
  text: `DELETE FROM session_figure f WHERE shop_id = $1 AND business_date = $2
    AND NOT EXISTS (SELECT FROM fact WHERE session_id = f.session_id AND stream = 'session-started') RETURNING session_id`,
};

export interface RebuildProgress {
  readonly sessions: number;
  /** Figures that differed from their facts, or had none, and were corrected; 0 on a sound system. */
  readonly corrected: number;
}

/**
 * Recomputes every figure from the event log while consumers go on, a page of sessions per transaction, and counts the rows that differed.
 * A page holds its shop, so that a flight under way lands before or after it, never in between.
 */
export async function rebuild(db: Database, workerDb: Database, onProgress: (progress: RebuildProgress) => void): Promise<RebuildProgress> {
  const rows = await workerDb.transaction([], (tx) => tx.query<{ shop_id: string }>(shops));
  let progress: RebuildProgress = { sessions: 0, corrected: 0 };
  const add = (sessions: number, corrected: number): void => {
    progress = { sessions: progress.sessions + sessions, corrected: progress.corrected + corrected };
    onProgress(progress);
  };
  for (const { shop_id } of rows) {
    for (let after: Place | undefined = { incarnation: 0, seq: 0 }; after !== undefined;) {
      const done: Page = await rebuildPage(db, shop_id, after);
      add(done.sessions, done.corrected);
      after = done.last;
    }
    add(0, await dropFiguresWithoutFacts(db, shop_id));
  }
  return progress;
}

/** A place in the stream of openings of one shop. */
interface Place {
  readonly incarnation: number;
  readonly seq: number;
}

interface Page {
  readonly sessions: number;
  readonly corrected: number;
  readonly last: Place | undefined;
}

function rebuildPage(db: Database, shopId: string, after: Place): Promise<Page> {
  return db.transaction([shopId], async (tx) => {
    await tx.query(lockShops);
    const found = await tx.query<Place & { session_id: string }>(openings, [shopId, after.incarnation, after.seq, page]);
    if (found.length === 0) return { sessions: 0, corrected: 0, last: undefined };
    const corrected = await projectSessions(
      tx,
      found.map(({ session_id }) => session_id),
    );
    return { sessions: found.length, corrected, last: found.at(-1) };
  });
}

async function dropFiguresWithoutFacts(db: Database, shopId: string): Promise<number> {
  const days = await db.transaction([shopId], (tx) => tx.query<{ date: string }>(dates, [shopId]));
  let dropped = 0;
  for (const { date } of days) {
    dropped += await db.transaction([shopId], async (tx) => {
      await tx.query(lockShops);
      return (await tx.query(dropUnfounded, [shopId, date])).length;
    });
  }
  return dropped;
}
