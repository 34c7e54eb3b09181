import type { Statement, Tx } from '#libs/platform/database/database';

const due: Statement = {
  name: 'figures-due',
  text: 'SELECT session_id AS "sessionId" FROM session_figure WHERE shop_id = $1 AND changes_at <= $2 ORDER BY changes_at LIMIT $3',
};

const shops: Statement = {
  name: 'figures-due-shops',
  text: 'SELECT DISTINCT shop_id AS "shopId" FROM session_figure WHERE changes_at <= $1 ORDER BY 1',
};

/** Sessions of a shop that add something else since an instant, those due longest first. */
export const dueSessions = async (tx: Tx, shopId: string, now: Date, limit: number): Promise<string[]> =>
  (await tx.query<{ sessionId: string }>(due, [shopId, now, limit])).map(({ sessionId }) => sessionId);

/** Shops that have such. Worker role. */
export const shopsWithDue = async (tx: Tx, now: Date): Promise<string[]> =>
  (await tx.query<{ shopId: string }>(shops, [now])).map(({ shopId }) => shopId);
