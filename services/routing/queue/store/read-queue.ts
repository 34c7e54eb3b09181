import type { Database, Statement, Tx } from '#libs/platform/database/database';
import type { WaitCause } from '../../decision/domain/route';
import { readShopNow } from '../../flight/store/read-shop-now';
import type { PoolCount } from '../domain/pools';
import { stageOf } from '../domain/reach';
import { waitingReason } from '../domain/waiting-reason';

export interface QueueView {
  readonly shopId: string;
  readonly length: number;
  readonly leftMessages: number;
  readonly pools: PoolView[];
}

export interface PoolView {
  readonly key: string;
  readonly length: number;
  readonly longestWaitSeconds: number;
  readonly reason: WaitCause;
}

const shop: Statement = {
  name: 'routing-read-queue',
  text: `SELECT s.pools FROM shop_state s JOIN shop_copy y ON y.shop_id = s.id WHERE s.id = $1`,
};

const pools: Statement = {
  name: 'routing-read-pools',
  text: `SELECT pool, count(*)::int AS length, min(enqueued_at) AS since FROM waiting WHERE shop_id = $1 AND kind = 'QUEUED' GROUP BY pool ORDER BY pool`,
};

const positions: Statement = {
  name: 'routing-read-positions',
  text: `SELECT w.session_id AS "sessionId", w.pool, (
      SELECT count(*)::int FROM waiting o WHERE o.shop_id = w.shop_id AND o.kind = 'QUEUED' AND o.pool = w.pool
        AND (o.band, o.enqueued_at, o.opened_at, o.session_id) <= (w.band, w.enqueued_at, w.opened_at, w.session_id)) AS position
    FROM waiting w WHERE w.shop_id = $1 AND w.session_id = ANY ($2::uuid[]) AND w.kind = 'QUEUED'`,
};

/** Who waits in the shop, by pool (RTE-27, RTE-29); null when the shop is not known here. */
export async function readQueue(db: Database, shopId: string, now: Date): Promise<QueueView | null> {
  return db.transaction([shopId], async (tx) => {
    const [[known], rows, reasonOf] = await Promise.all([
      tx.query<{ pools: Readonly<Record<string, PoolCount>> }>(shop, [shopId]),
      readPools(tx, shopId),
      readReasons(tx, shopId, now),
    ]);
    if (!known) return null;
    return {
      shopId,
      length: rows.reduce((sum, row) => sum + row.length, 0),
      leftMessages: Object.values(known.pools).reduce((sum, { left }) => sum + left, 0),
      pools: rows.map(({ pool, length, since }) => ({
        key: pool,
        length,
        longestWaitSeconds: wholeSeconds(since, now),
        reason: reasonOf(pool, since),
      })),
    };
  });
}

/** How many queue in each pool, and since when the first of them. */
export const readPools = (tx: Tx, shopId: string): Promise<{ pool: string; length: number; since: Date }[]> =>
  tx.query<{ pool: string; length: number; since: Date }>(pools, [shopId]);

/** Why those wait who queue in a pool of the shop since some instant. */
export async function readReasons(tx: Tx, shopId: string, now: Date): Promise<(pool: string, since: Date) => WaitCause> {
  const shop = await readShopNow(tx, shopId, { now, lists: false });
  return (pool, since) =>
    shop ? waitingReason(shop.state, pool, stageOf(pool, shop.state.rules, now.getTime() - since.getTime())) : 'NO_AGENT_ONLINE';
}

const wholeSeconds = (since: Date, now: Date): number => Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1_000));

/** Where a session stands in its pool's queue, 1 = next. */
export interface QueuePlace {
  readonly sessionId: string;
  readonly pool: string;
  readonly position: number;
}

/** The places of those sessions that queue. */
export const readPlaces = (tx: Tx, shopId: string, sessionIds: readonly string[]): Promise<QueuePlace[]> =>
  tx.query<QueuePlace>(positions, [shopId, sessionIds]);

/** The positions of those sessions that queue. */
export async function readPositions(db: Database, shopId: string, sessionIds: readonly string[]): Promise<Map<string, number>> {
  const places = await db.transaction([shopId], (tx) => readPlaces(tx, shopId, sessionIds));
  return new Map(places.map(({ sessionId, position }) => [sessionId, position]));
}
