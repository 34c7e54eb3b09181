import type { Database, Statement } from '#libs/platform/database/database';
import { readShopNow } from '../../flight/store/read-shop-now';
import { estimateWait, type SlotTimes } from '../domain/estimate-wait';
import { waitPhases, type InQueue } from '../domain/wait-phases';

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

interface Standing extends InQueue {
  readonly sessionId: string;
}

/** Who queues of some sessions, and who comes before them. */
const standing: Statement = {
  name: 'routing-read-standing',
  text: `SELECT w.session_id AS "sessionId", w.pool, w.enqueued_at AS since, (SELECT jsonb_object_agg(p.pool, p.ahead) FROM (
      SELECT o.pool, count(*)::int AS ahead FROM waiting o WHERE o.shop_id = w.shop_id AND o.kind = 'QUEUED'
        AND (o.band, o.enqueued_at, o.opened_at, o.session_id) <= (w.band, w.enqueued_at, w.opened_at, w.session_id) GROUP BY o.pool) p) AS ahead
    FROM waiting w WHERE w.shop_id = $1 AND w.session_id = ANY ($2::uuid[]) AND w.kind = 'QUEUED'`,
};

/** For how many seconds those sessions that queue will still wait, where that is known: by the slots that were freed in the last hour. */
export async function readEstimates(db: Database, shopId: string, sessionIds: readonly string[], now: Date): Promise<Map<string, number>> {
  return db.transaction([shopId], async (tx) => {
    const queued = await tx.query<Standing & Record<string, unknown>>(standing, [shopId, sessionIds]);
    if (queued.length === 0) return new Map<string, number>();
    const [shop, [slotTimes]] = await Promise.all([
      readShopNow(tx, shopId, { now, lists: false }),
      tx.query<SlotTimes & Record<string, unknown>>(times, [shopId, new Date(now.getTime() - hourMs)]),
    ]);
    const known = queued.flatMap(({ sessionId, ...buyer }) => {
      const seconds = shop && slotTimes ? estimateWait(waitPhases(shop, buyer), slotTimes) : null;
      return seconds === null ? [] : [[sessionId, seconds] as const];
    });
    return new Map(known);
  });
}
