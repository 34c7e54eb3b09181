import type { Database, Statement } from '#libs/platform/database/database';
import { readPool } from '../domain/pool-key';
import { estimateWait, serving, type SlotTimes } from '../domain/estimate-wait';
import { readPlaces, readServing } from './read-queue';

const hourMs = 3_600_000;

/**
 * Of the youngest sessions of a shop, those that have left their agent lately; a session whose agent was gone tells nothing, nor does an offer. By the primary key: ids of
 * sessions begin with the instant they were made at, so no index of its own is needed, which every assignment would have to pay for.
 */
const times: Statement = {
  name: 'routing-read-slot-times',
  text: `SELECT count(*)::int AS sessions, coalesce(avg(extract(epoch FROM released_at - assigned_at)), 0)::float8 AS "meanSeconds"
    FROM (SELECT assigned_at, released_at, release_reason FROM assignment WHERE shop_id = $1 ORDER BY session_id DESC LIMIT 500) youngest
    WHERE released_at >= $2 AND release_reason <> ALL (ARRAY['RETURNED', 'ACCEPTED', 'DECLINED', 'MISSED', 'WITHDRAWN'])`,
};

/** For how many seconds those sessions that queue will still wait, where that is known: by the slots that were freed in the last hour. */
export async function readEstimates(db: Database, shopId: string, sessionIds: readonly string[], now: Date): Promise<Map<string, number>> {
  return db.transaction([shopId], async (tx) => {
    const [places, { rules, online }, [slotTimes]] = await Promise.all([
      readPlaces(tx, shopId, sessionIds),
      readServing(tx, shopId),
      tx.query<SlotTimes & Record<string, unknown>>(times, [shopId, new Date(now.getTime() - hourMs)]),
    ]);
    const known = places.flatMap(({ sessionId, pool, position }) => {
      const seconds = slotTimes ? estimateWait(position * readPool(pool).slots, serving(pool, rules, online), slotTimes) : null;
      return seconds === null ? [] : [[sessionId, seconds] as const];
    });
    return new Map(known);
  });
}
