import type { Database, Statement } from '#libs/platform/database/database';
import type { StreamPosition } from '../healing/tail-check';
import type { Log } from '#libs/platform/process/log';

const open: Statement = {
  name: 'inbox-gaps',
  text: `SELECT stream, shop_id, incarnation, last_seq, gap_seq, gap_since, gap_since < now() - interval '5 s' AS lasting
    FROM inbox WHERE consumer = $1 AND gap_since IS NOT NULL ORDER BY gap_since LIMIT 1000`,
};

interface GapRow {
  readonly stream: string;
  readonly shop_id: string;
  readonly incarnation: number;
  readonly last_seq: number;
  readonly gap_seq: number;
  readonly gap_since: Date;
  readonly lasting: boolean;
}

const againAfterMs = 60_000;

/**
 * A stream of a shop with missing numbers waits until its owner publishes them again, which it is asked for (`missing`). One that lasts 5 s all the same is
 * an ERROR, once a minute. It is looked up in the inbox, so that a restart forgets none and a healed one is over at once.
 */
export function createGapAlarm(consumer: string, workerDb: Database, log: Log, missing: (position: StreamPosition) => void) {
  const alarmed = new Map<string, number>();
  return async (): Promise<void> => {
    const gaps = await workerDb.transaction([], (tx) => tx.query<GapRow>(open, [consumer]));
    const names = new Set(gaps.map((gap) => `${gap.stream} ${gap.shop_id}`));
    for (const name of alarmed.keys()) if (!names.has(name)) alarmed.delete(name);
    for (const { stream, shop_id: shopId, incarnation, last_seq, gap_seq, gap_since: since, lasting } of gaps) {
      missing({ stream, shopId, incarnation, seq: gap_seq });
      const name = `${stream} ${shopId}`;
      if (!lasting || Date.now() - (alarmed.get(name) ?? 0) < againAfterMs) continue;
      alarmed.set(name, Date.now());
      const range = { from: last_seq + 1, to: gap_seq - 1 };
      log.error(
        { stream, shopId, since, ...range },
        'gap: numbers of this stream are missing and their owner, which was asked, has not published them again: see its log',
      );
    }
  };
}
