import type { Database, Statement } from '#libs/platform/database/database';

/** So many shops are looked at in one round, the others in the next ones: what a round costs has an end. */
const most = 2_000;

/** Hops from shop to shop, however many wait in each. Which shops have somebody waiting is asked of the buyers, not of any count. */
const shops: Statement = {
  name: 'routing-waiting-shops',
  text: `WITH RECURSIVE hop AS (
      (SELECT shop_id FROM waiting WHERE shop_id > $1::uuid ORDER BY shop_id LIMIT 1)
      UNION ALL SELECT (SELECT n.shop_id FROM waiting n WHERE n.shop_id > hop.shop_id ORDER BY n.shop_id LIMIT 1) FROM hop WHERE hop.shop_id IS NOT NULL)
    SELECT shop_id AS id FROM hop WHERE shop_id IS NOT NULL LIMIT ${most}`,
};

const beforeAll = '00000000-0000-0000-0000-000000000000';

export interface WaitingShops {
  readonly ids: readonly string[];
  /** Whether there are more behind them. */
  readonly more: boolean;
}

/** Shops in which somebody waits, in the order of their ids, from behind `after` on. For the worker role. */
export async function waitingShops(workerDb: Database, after: string | null): Promise<WaitingShops> {
  const rows = await workerDb.transaction([], (tx) => tx.query<{ id: string }>(shops, [after ?? beforeAll]));
  return { ids: rows.map(({ id }) => id), more: rows.length === most };
}
