import type { Database, Statement } from '#libs/platform/database/database';
import { lockShops } from '../../flight/store/lock-shops';
import { reasonOf, type StarvationReason } from '../domain/starvation-reason';
import type { Starved } from '../domain/starved';
import { saveStarved } from './starvation-table';

const stillWaiting: Statement = {
  name: 'routing-still-waiting',
  text: `SELECT session_id AS "sessionId" FROM waiting WHERE shop_id = $1 AND session_id = ANY ($2::uuid[])`,
};

/** The next version makes every copy in memory stale, in all processes. */
const recountShop: Statement = {
  name: 'routing-recount-shop',
  text: `UPDATE shop_state AS s SET version = s.version + 1, pools = t.pools, pending_count = t.pending
    FROM shop_state AS old, (SELECT coalesce(jsonb_object_agg(pool, counts) FILTER (WHERE pool IS NOT NULL), '{}') AS pools, coalesce(max(pending), 0) AS pending
      FROM (SELECT CASE WHEN kind <> 'PENDING' THEN pool END AS pool, count(*) FILTER (WHERE kind = 'PENDING')::int AS pending,
          jsonb_build_object('queued', count(*) FILTER (WHERE kind = 'QUEUED'), 'left', count(*) FILTER (WHERE kind = 'LEFT_MESSAGE')) AS counts
        FROM waiting WHERE shop_id = $1 GROUP BY 1) c) AS t
    WHERE s.id = $1 AND old.id = $1 RETURNING (old.pools, old.pending_count) IS DISTINCT FROM (s.pools, s.pending_count) AS counts`,
};

const recountAgents: Statement = {
  name: 'routing-recount-agents',
  text: `UPDATE agent AS a SET normal_load = t.normal, over_load = t.over, held = t.held, channel_load = t.channels,
      ceiling = CASE WHEN a.max_capacity IS NOT NULL THEN greatest(a.max_capacity, t.normal) END
    FROM (SELECT b.account_id, coalesce(sum(s.slots) FILTER (WHERE s.over IS NULL), 0)::int AS normal,
        coalesce(sum(s.slots) FILTER (WHERE s.over IS NOT NULL), 0)::int AS over, coalesce(sum(s.slots) FILTER (WHERE s.held_at IS NOT NULL), 0)::int AS held,
        coalesce(jsonb_object_agg(s.channel, s.of_channel) FILTER (WHERE s.slots > 0), '{}') AS channels
      FROM agent b LEFT JOIN (SELECT agent_id, over, held_at, coalesce(slots, 1) AS slots, coalesce(facts ->> 'channel', '') AS channel,
          sum(coalesce(slots, 1)) OVER (PARTITION BY agent_id, coalesce(facts ->> 'channel', '')) AS of_channel
        FROM assignment WHERE shop_id = $1 AND released_at IS NULL) s ON s.agent_id = b.account_id
      WHERE b.shop_id = $1 GROUP BY b.account_id) t
    WHERE a.shop_id = $1 AND a.account_id = t.account_id
      AND (a.normal_load, a.over_load, a.held, coalesce(a.channel_load, '{}')) <> (t.normal, t.over, t.held, t.channels)
    RETURNING a.account_id`,
};

const lockMs = 300;

export interface Finding {
  readonly reason: StarvationReason;
  /** Buyers of whom nobody has told it before. */
  readonly buyers: number;
}

/**
 * Counts a shop anew from its rows, under its lock, and writes down why its buyers starved; null when they wait no longer. Nobody is given to anybody here:
 * the next flight finds no copy of the shop that it may use, and drains what it reads.
 */
export const recount = (db: Database, shopId: string, starved: readonly Starved[], now: Date, tries: number): Promise<Finding | null> =>
  db.transaction(
    [shopId],
    async (tx) => {
      await lockShops(tx, [shopId]);
      const ids = starved.map(({ sessionId }) => sessionId);
      const waiting = new Set((await tx.query<{ sessionId: string }>(stillWaiting, [shopId, ids])).map(({ sessionId }) => sessionId));
      const left = starved.filter(({ sessionId }) => waiting.has(sessionId));
      if (left.length === 0) return null;
      const [shop, agents] = await Promise.all([
        tx.query<{ counts: boolean }>(recountShop, [shopId]),
        tx.query<{ account_id: string }>(recountAgents, [shopId]),
      ]);
      const reason = reasonOf({ counts: shop[0]?.counts ?? false, loads: agents.length > 0 }, tries);
      return { reason, buyers: await saveStarved(tx, left, reason, now) };
    },
    { lockMs },
  );
