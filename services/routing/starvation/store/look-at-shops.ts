import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { newShopChange } from '../../flight/domain/shop-change';
import { loadShops } from '../../flight/store/load-shops';
import { readShops } from '../../flight/store/lock-shops';
import type { ShopRow } from '../../flight/store/shop-state-table';
import { starvedIn, type Starved, type TrueLoad } from '../domain/starved';

/** Open shops, or with open groups, with somebody ONLINE who has fewer sessions than it may have. Most shops in which buyers wait have nobody. */
const withRoom: Statement = {
  name: 'routing-shops-with-room',
  text: `SELECT k.id FROM shop_state k WHERE k.id = ANY ($1::uuid[]) AND (k.reception_open OR k.group_hours IS NOT NULL) AND EXISTS (
      SELECT FROM agent a WHERE a.shop_id = k.id AND a.presence = 'ONLINE' AND (a.max_capacity IS NULL OR a.max_capacity > (
        SELECT coalesce(sum(coalesce(s.slots, 1)), 0) FROM assignment s WHERE s.shop_id = a.shop_id AND s.agent_id = a.account_id AND s.released_at IS NULL)))`,
};

/** The pools in which somebody waits, hop by hop: never a walk through a queue. */
const poolsOf = (condition: string): string => `WITH RECURSIVE p AS (
    (SELECT pool FROM waiting WHERE shop_id = k.id AND ${condition} ORDER BY pool LIMIT 1)
    UNION ALL SELECT (SELECT n.pool FROM waiting n WHERE n.shop_id = k.id AND ${condition} AND n.pool > p.pool ORDER BY n.pool LIMIT 1) FROM p
      WHERE p.pool IS NOT NULL)
  SELECT pool FROM p WHERE pool IS NOT NULL`;

const pools: Statement = {
  name: 'routing-true-pools',
  text: `SELECT k.id, q.pool, true AS queued FROM unnest($1::uuid[]) AS k (id) CROSS JOIN LATERAL (${poolsOf(`kind = 'QUEUED'`)}) q
    UNION ALL SELECT k.id, l.pool, false FROM unnest($1::uuid[]) AS k (id)
      CROSS JOIN LATERAL (${poolsOf(`kind <> 'QUEUED' AND kind = 'LEFT_MESSAGE'`)}) l`,
};

const loads: Statement = {
  name: 'routing-true-loads',
  text: `SELECT id, "agentId", sum(slots) FILTER (WHERE over IS NULL)::int AS normal, sum(slots) FILTER (WHERE over IS NOT NULL)::int AS over,
      sum(slots) FILTER (WHERE held_at IS NOT NULL)::int AS held, jsonb_object_agg(channel, of_channel) AS "channelLoad"
    FROM (SELECT shop_id AS id, agent_id AS "agentId", coalesce(slots, 1) AS slots, over, held_at, coalesce(facts ->> 'channel', '') AS channel,
        sum(coalesce(slots, 1)) OVER (PARTITION BY shop_id, agent_id, coalesce(facts ->> 'channel', '')) AS of_channel
      FROM assignment WHERE shop_id = ANY ($1::uuid[]) AND released_at IS NULL) live GROUP BY 1, 2`,
};

interface TruePool {
  readonly id: string;
  readonly pool: string;
  readonly queued: boolean;
}

/** Who starves in the shops, by one look at what is committed: no count that flights keep, and nothing in memory, is believed. */
export const lookAtShops = (db: Database, shopIds: readonly string[], now: Date, limited: readonly string[]): Promise<Starved[]> =>
  db.transaction(shopIds, async (tx) => look(tx, shopIds, now, limited), { snapshot: true });

async function look(tx: Tx, shopIds: readonly string[], now: Date, limited: readonly string[]): Promise<Starved[]> {
  const ids = (await tx.query<{ id: string }>(withRoom, [shopIds])).map(({ id }) => id);
  if (ids.length === 0) return [];
  const [rows, found, held] = await Promise.all([
    readShops(tx, ids),
    tx.query<TruePool & Record<string, unknown>>(pools, [ids]),
    tx.query<TrueLoad & { readonly id: string }>(loads, [ids]),
  ]);
  const states = await loadShops(
    tx,
    rows.map((row) => ({ ...row, pools: poolsIn(row, found) })),
    limited,
  );
  return states.flatMap((state) =>
    starvedIn(
      newShopChange(state, now, () => 0),
      held.filter(({ id }) => id === state.shopId),
    ),
  );
}

/** Counts only say where to read: in each pool as many as are told, and at least one where somebody waits. */
function poolsIn({ id, pools: told }: ShopRow, found: readonly TruePool[]): ShopRow['pools'] {
  const mine = found.filter((one) => one.id === id);
  const count = (pool: string, isQueued: boolean, toldCount = 0): number =>
    mine.some((one) => one.pool === pool && one.queued === isQueued) ? Math.max(1, toldCount) : 0;
  return Object.fromEntries(
    mine.map(({ pool }) => [pool, { queued: count(pool, true, told[pool]?.queued), left: count(pool, false, told[pool]?.left) }]),
  );
}
