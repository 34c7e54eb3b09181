import type { Statement, Tx } from '#libs/platform/database/database';

const shops: Statement = {
  name: 'outdated-shops',
  text: `SELECT DISTINCT shop_id AS "shopId" FROM session_figure WHERE projection_version > 0 AND projection_version < $1 ORDER BY 1`,
};

const sessions: Statement = {
  name: 'outdated-sessions',
  text: `SELECT session_id AS "sessionId" FROM session_figure WHERE shop_id = $1 AND projection_version > 0 AND projection_version < $2 LIMIT $3`,
};

const keep: Statement = {
  name: 'outdated-keep',
  text: 'UPDATE session_figure SET projection_version = -projection_version WHERE session_id = ANY ($1::uuid[]) AND projection_version > 0',
};

/** Shops with figures that an older projection computed. Worker role. */
export const outdatedShops = async (tx: Tx, version: number): Promise<string[]> =>
  (await tx.query<{ shopId: string }>(shops, [version])).map(({ shopId }) => shopId);

/** Some of a shop's sessions whose figures an older projection computed. */
export const outdatedSessions = async (tx: Tx, shopId: string, version: number, limit: number): Promise<string[]> =>
  (await tx.query<{ sessionId: string }>(sessions, [shopId, version, limit])).map(({ sessionId }) => sessionId);

/** Marks figures that stay as they were computed, because their facts are no longer in the log. */
export const keepAsTheyAre = (tx: Tx, sessionIds: readonly string[]): void => {
  if (sessionIds.length > 0) tx.send(keep, [sessionIds]);
};
