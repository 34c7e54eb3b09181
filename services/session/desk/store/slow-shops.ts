import type { Database, Statement, Tx } from '#libs/platform/database/database';
import { instant, table, uuid } from '#libs/platform/database/table';
import type { SlowShop } from '../domain/slow-alert';

/** Shops whose managers were told of slow replies, and not yet that it is over. */
export const slowShopTable = table('slow_shop', { shopId: uuid().key(), alertId: uuid(), raisedAt: instant() });

/** So many shops are looked at in one round, the others in the next ones. */
const most = 1_000;

/* Hops from shop to shop by the index of those who wait: of each shop the one who has waited longest says whether it is looked at. */
const suspects: Statement = {
  name: 'slow-suspects',
  text: `WITH RECURSIVE hop AS (
      (SELECT shop_id, waiting_since FROM session WHERE close_reason IS NULL AND waiting_since IS NOT NULL AND shop_id > $1::uuid
        ORDER BY shop_id, waiting_since LIMIT 1)
      UNION ALL SELECT n.shop_id, n.waiting_since FROM hop CROSS JOIN LATERAL (
        SELECT s.shop_id, s.waiting_since FROM session s WHERE s.close_reason IS NULL AND s.waiting_since IS NOT NULL AND s.shop_id > hop.shop_id
          ORDER BY s.shop_id, s.waiting_since LIMIT 1) n)
    SELECT shop_id AS id, waiting_since <= $2 AS late FROM (SELECT shop_id, waiting_since FROM hop LIMIT ${most}) seen`,
};

const told: Statement = { name: 'slow-told', text: 'SELECT shop_id AS id FROM slow_shop' };

const slow: Statement = {
  name: 'slow-in-shop',
  text: `SELECT count(*)::int AS buyers, array_agg(DISTINCT agent_id) AS "agentIds", min(since) AS since FROM (
      SELECT agent_id, greatest(waiting_since, assigned_at) AS since FROM session
      WHERE shop_id = $1 AND close_reason IS NULL AND waiting_since <= $2 AND state = 'ACTIVE' AND agent_id IS NOT NULL) owed
    WHERE since <= $2`,
};

const raise: Statement = {
  name: 'slow-raise',
  text: 'INSERT INTO slow_shop (shop_id, alert_id, raised_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING alert_id',
};

const clear: Statement = {
  name: 'slow-clear',
  text: 'DELETE FROM slow_shop WHERE shop_id = $1 RETURNING alert_id AS "alertId", raised_at AS "raisedAt"',
};

const beforeAll = '00000000-0000-0000-0000-000000000000';

export interface Suspects {
  readonly ids: readonly string[];
  /** Behind which shop the next round begins; null: from the first one on. */
  readonly after: string | null;
}

/** Shops in which somebody has waited since an instant, from behind `after` on, and all that were told of. For the worker role. */
export async function slowSuspects(workerDb: Database, before: Date, after: string | null): Promise<Suspects> {
  const [rows, open] = await workerDb.transaction([], (tx) =>
    Promise.all([tx.query<{ id: string; late: boolean }>(suspects, [after ?? beforeAll, before]), tx.query<{ id: string }>(told)]),
  );
  const late = rows.filter((row) => row.late).map(({ id }) => id);
  return { ids: [...new Set([...late, ...open.map(({ id }) => id)])], after: rows.length === most ? rows.at(-1)!.id : null };
}

/** What agents of the shop have owed since an instant or longer; null: nothing. */
export async function slowIn(tx: Tx, shopId: string, before: Date): Promise<SlowShop | null> {
  const [found] = await tx.query<SlowShop & Record<string, unknown>>(slow, [shopId, before]);
  return found && found.buyers > 0 ? found : null;
}

/** Whether it was not told of before. */
export const raiseSlow = async (tx: Tx, shopId: string, alertId: string, at: Date): Promise<boolean> =>
  (await tx.query(raise, [shopId, alertId, at])).length > 0;

/** What was told of and is no longer so. */
export const clearSlow = async (tx: Tx, shopId: string): Promise<{ readonly alertId: string; readonly raisedAt: Date } | undefined> =>
  (await tx.query<{ alertId: string; raisedAt: Date }>(clear, [shopId]))[0];
