import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { cursorOf, type Cursor, type CursorRow, type StreamKey } from '../outbox/relay-store';

const rewind: Statement = {
  name: 'relay-rewind',
  text: `UPDATE outbox_cursor SET seq = least(seq, $3::bigint - 1), generation = generation + 1
    WHERE stream = $1 AND shop_id = $2 AND incarnation = coalesce($4, incarnation) RETURNING stream, shop_id, incarnation, seq, generation`,
};

/* A cursor that somebody holds is moved by him, or by the next one: nobody waits. */
const rewindLast: Statement = {
  name: 'relay-rewind-last',
  text: `WITH lately AS (SELECT stream, shop_id, incarnation, min(seq) AS first FROM outbox WHERE created_at > now() - $1 * interval '1 ms' GROUP BY 1, 2, 3),
    free AS MATERIALIZED (SELECT c.stream, c.shop_id, l.first FROM outbox_cursor c JOIN lately l USING (stream, shop_id, incarnation)
      WHERE c.seq >= l.first ORDER BY 2, 1 FOR UPDATE OF c SKIP LOCKED)
    UPDATE outbox_cursor c SET seq = free.first - 1, generation = c.generation + 1 FROM free
    WHERE c.stream = free.stream AND c.shop_id = free.shop_id RETURNING c.stream, c.shop_id, c.incarnation, c.seq, c.generation`,
};

const quiet: Statement = {
  name: 'relay-quiet',
  text: `SELECT (extract(epoch FROM now() - max(created_at)) * 1000)::float8 AS ms FROM outbox WHERE created_at > now() - $1 * interval '1 ms'`,
};

const heads: Statement = {
  name: 'relay-heads',
  text: `SELECT k.stream, k.shop_id, coalesce(n.incarnation, 1) AS incarnation, coalesce(n.seq, 0) AS seq, 0 AS generation
    FROM unnest($1::text[], $2::uuid[]) AS k (stream, shop_id) LEFT JOIN outbox_counter n USING (stream, shop_id)`,
};

const headsAfter: Statement = {
  name: 'relay-heads-after',
  text: `SELECT stream, shop_id, incarnation, seq, 0 AS generation FROM outbox_counter
    WHERE (stream, shop_id) > ($1, $2::uuid) ORDER BY stream, shop_id LIMIT $3`,
};

/** How far back the end of the outbox is looked for. */
const quietWindowsMs = [600_000, 6 * 3_600_000, 8 * 24 * 3_600_000];

/** Puts a stream's cursor back so that it is published from a number on, in this incarnation if it is named; under a new generation, which every relay notices. */
export const rewindStream = async (tx: Tx, { stream, shopId }: StreamKey, from: number, incarnation: number | null): Promise<Cursor[]> =>
  (await tx.query<CursorRow>(rewind, [stream, shopId, from, incarnation])).map(cursorOf);

/** What an owner reads and moves to publish again, under the worker role: it works for all shops. */
export function createRecoveryStore(db: Database) {
  return {
    rewind: (key: StreamKey, from: number, incarnation: number | null): Promise<Cursor[]> =>
      db.transaction([], (tx) => rewindStream(tx, key, from, incarnation)),
    /** Puts the cursors of all streams back by so much time. */
    rewindLast: (ms: number): Promise<Cursor[]> =>
      db.transaction([], async (tx) => (await tx.query<CursorRow>(rewindLast, [Math.ceil(ms)])).map(cursorOf)),
    /** For how long nothing was committed. */
    quietMs: async (): Promise<number> => {
      for (const window of quietWindowsMs) {
        const [row] = await db.transaction([], (tx) => tx.query<{ ms: number | null }>(quiet, [window]));
        if (row && row.ms !== null) return row.ms;
      }
      return 0;
    },
    /** The last numbers given, 0 where none was. */
    heads: (keys: readonly StreamKey[]): Promise<Cursor[]> =>
      db.transaction([], async (tx) =>
        (await tx.query<CursorRow>(heads, [keys.map((key) => key.stream), keys.map((key) => key.shopId)])).map(cursorOf),
      ),
    /** The last numbers given in the streams that follow this one. */
    headsAfter: ({ stream, shopId }: StreamKey, limit: number): Promise<Cursor[]> =>
      db.transaction([], async (tx) => (await tx.query<CursorRow>(headsAfter, [stream, shopId, limit])).map(cursorOf)),
  };
}

export type RecoveryStore = ReturnType<typeof createRecoveryStore>;
