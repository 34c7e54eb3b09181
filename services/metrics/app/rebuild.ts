import type { Database, Statement } from '#libs/platform/database';
import { projectSessions } from './record-facts';

const page = 1_000;

const shops: Statement = { name: 'rebuild-shops', text: 'SELECT shop_id FROM shop_copy ORDER BY shop_id' };
const sessions: Statement = {
  name: 'rebuild-sessions',
  text: `SELECT DISTINCT session_id FROM fact WHERE shop_id = $1 AND stream = 'session-started' AND session_id > $2 ORDER BY session_id LIMIT $3`,
};
const lock: Statement = {
  name: 'rebuild-lock',
  text: 'SELECT session_id FROM session_figure WHERE session_id = ANY ($1::uuid[]) ORDER BY session_id FOR UPDATE',
};

export interface RebuildProgress {
  readonly sessions: number;
  /** Figures that differed from their facts and were corrected; 0 on a sound system. */
  readonly corrected: number;
}

/**
 * Recomputes every figure from the event log while consumers go on, a page of sessions per transaction, and counts the rows that differed.
 * The figures of a page are locked first, so that a flight under way lands before or after it, never in between.
 */
export async function rebuild(db: Database, workerDb: Database, onProgress: (progress: RebuildProgress) => void): Promise<RebuildProgress> {
  const rows = await workerDb.transaction([], (tx) => tx.query<{ shop_id: string }>(shops));
  let progress: RebuildProgress = { sessions: 0, corrected: 0 };
  for (const { shop_id } of rows) {
    let after: string | undefined = '00000000-0000-0000-0000-000000000000';
    while (after !== undefined) {
      const done: { count: number; corrected: number; last: string | undefined } = await rebuildPage(db, shop_id, after);
      after = done.last;
      progress = { sessions: progress.sessions + done.count, corrected: progress.corrected + done.corrected };
      onProgress(progress);
    }
  }
  return progress;
}

async function rebuildPage(
  db: Database,
  shopId: string,
  after: string,
): Promise<{ count: number; corrected: number; last: string | undefined }> {
  return db.transaction([shopId], async (tx) => {
    const found = await tx.query<{ session_id: string }>(sessions, [shopId, after, page]);
    const ids = found.map((row) => row.session_id);
    if (ids.length === 0) return { count: 0, corrected: 0, last: undefined };
    await tx.query(lock, [ids]);
    return { count: ids.length, corrected: await projectSessions(tx, ids), last: ids.at(-1) };
  });
}
