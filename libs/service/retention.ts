import { setTimeout as pause } from 'node:timers/promises';
import { repeat, type Loop } from '#libs/messaging/index';
import type { Database, Statement } from '#libs/platform/database/database';
import type { Clock } from '#libs/platform/process/clock';
import type { Log } from '#libs/platform/process/log';
import type { KeepDays, RetentionName } from '#libs/platform/process/retention-settings';

/** Rows that are deleted when they are old. The worker role needs SELECT, UPDATE of one column (for the row lock) and DELETE. */
export interface Retained {
  readonly table: string;
  /** Which rows are too old, as SQL over the row `t`; `$1` is the instant before which nothing is kept. */
  readonly condition: string;
  readonly setting: RetentionName;
  /** Whose time the rows bear: the machine's, for those the database dates itself, or business time. */
  readonly clock: 'machine' | 'business';
}

/** For every service with commands; its migration is `createCommandRetentionMigration`. */
export const commandResultRetention: Retained = {
  table: 'command_result',
  condition: 't.created_at < $1',
  setting: 'JIEDAI_KEEP_COMMAND_RESULTS_DAYS',
  clock: 'machine',
};

/** For every service: parked events that were applied later. */
export const parkedRetention: Retained = {
  table: 'parked',
  condition: 't.replayed_at < $1',
  setting: 'JIEDAI_KEEP_PARKED_DAYS',
  clock: 'machine',
};

/** Pages of 8 KB that one step looks through. Steps follow the table's pages, so that each is short however large the table, without an index on age. */
const pagesPerStep = 64;
const stepPauseMs = 50;
const roundEveryMs = 3_600_000;
const msPerDay = 24 * 3_600_000;

const pagesOf: Statement = {
  name: 'retention-pages',
  text: `SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::int)::int AS pages`,
};

/** A row that somebody holds stays until the next round: nobody waits, nor is waited for. */
const deleteOld = ({ table, condition }: Retained): Statement => ({
  name: `retention-${table}`,
  text: `WITH gone AS (DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
      SELECT t.ctid FROM ${table} AS t WHERE t.ctid >= format('(%s,0)', $2::int)::tid AND t.ctid < format('(%s,0)', $3::int)::tid AND (${condition})
      FOR UPDATE OF t SKIP LOCKED)) RETURNING 1)
    SELECT count(*)::int AS deleted FROM gone`,
});

/** Deletes what is older than `before` in one walk through the table, a short transaction per step. Returns how many rows went. */
export async function deleteOlder(db: Database, retained: Retained, before: Date, stopped: () => boolean = () => false): Promise<number> {
  const [size] = await db.transaction([], (tx) => tx.query<{ pages: number }>(pagesOf, [retained.table]));
  const pages = size?.pages ?? 0;
  const statement = deleteOld(retained);
  let deleted = 0;
  for (let from = 0; from < pages && !stopped(); from += pagesPerStep) {
    if (from > 0) await pause(stepPauseMs);
    const [step] = await db.transaction([], (tx) => tx.query<{ deleted: number }>(statement, [before, from, from + pagesPerStep]), {
      lazy: true,
    });
    deleted += step?.deleted ?? 0;
  }
  return deleted;
}

/** Once an hour deletes what each list says is too old. Any copy of the service may do it, several at once too. */
export function createRetention(
  deps: { readonly workerDb: Database; readonly clock: Clock; readonly log: Log },
  keepDays: KeepDays,
  list: readonly Retained[],
): Loop & { readonly name: string } {
  let stopped = false;
  const round = async (): Promise<void> => {
    for (const retained of list) {
      const now = retained.clock === 'machine' ? Date.now() : deps.clock.now().getTime();
      const days = keepDays[retained.setting];
      const deleted = await deleteOlder(deps.workerDb, retained, new Date(now - days * msPerDay), () => stopped);
      if (deleted > 0) deps.log.info({ table: retained.table, deleted, olderThanDays: days }, 'old rows were deleted');
    }
  };
  const loop = repeat('retention', roundEveryMs, round, deps.log);
  return {
    name: 'retention',
    start: loop.start,
    stop: () => {
      stopped = true;
      return loop.stop();
    },
  };
}
