import type { Database, Statement, Tx } from '#libs/platform/database/database';
import type { WaitCause } from '../../decision/domain/route';
import { readDuty } from '../../reception/store/read-duty';
import type { RoutingRules } from '../../rules/domain/routing-rules';
import type { OnlineAgent } from '../domain/estimate-wait';
import type { PoolCount } from '../domain/pools';
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

const online: Statement = {
  name: 'routing-read-online',
  text: `SELECT a.account_id AS id, a.normal_load + a.over_load AS load, a.max_capacity AS "maxCapacity", a.channel_load AS "channelLoad" FROM agent a JOIN account_copy c ON c.shop_id = a.shop_id AND c.account_id = a.account_id
    WHERE a.shop_id = $1 AND a.presence = 'ONLINE' AND c.has_agent_role AND c.active AND NOT c.no_routing`,
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
      readReasons(tx, shopId),
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
        reason: reasonOf(pool),
      })),
    };
  });
}

/** How many queue in each pool, and since when the first of them. */
export const readPools = (tx: Tx, shopId: string): Promise<{ pool: string; length: number; since: Date }[]> =>
  tx.query<{ pool: string; length: number; since: Date }>(pools, [shopId]);

/** Why those wait who queue in a pool of the shop. */
export async function readReasons(tx: Tx, shopId: string): Promise<(pool: string) => WaitCause> {
  const { rules, online: agents } = await readServing(tx, shopId);
  const ids = agents.map(({ id }) => id);
  return (pool) => waitingReason(pool, rules, ids);
}

/** Who is ONLINE, on duty and receives buyers, and the groups they are in. */
export async function readServing(tx: Tx, shopId: string): Promise<{ readonly rules: RoutingRules; readonly online: OnlineAgent[] }> {
  const [{ rules, isOff }, agents] = await Promise.all([readDuty(tx, shopId), tx.query<OnlineAgent>(online, [shopId])]);
  return { rules, online: agents.filter(({ id }) => !isOff(id)) };
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
