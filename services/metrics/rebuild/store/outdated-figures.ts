import type { Statement, Tx } from '#libs/platform/database/database';

const shops: Statement = {
  name: 'outdated-shops',
  text: `SELECT DISTINCT shop_id AS "shopId" FROM session_figure WHERE projection_version >= 0 AND projection_version < $1 ORDER BY 1`,
};

const sessions: Statement = {
  name: 'outdated-sessions',
  text: `SELECT session_id AS "sessionId" FROM session_figure WHERE shop_id = $1 AND projection_version >= 0 AND projection_version < $2 LIMIT $3`,
};

const keep: Statement = {
  name: 'outdated-keep',
  text: 'UPDATE session_figure SET projection_version = -greatest(projection_version, 1) WHERE session_id = ANY ($1::uuid[]) AND projection_version >= 0',
};

const mark: Statement = {
  name: 'outdated-mark',
  text: 'UPDATE session_figure SET projection_version = 0 WHERE shop_id = $1 AND opened_at >= $2 AND projection_version > 0',
};

const count: Statement = {
  name: 'outdated-count',
  text: 'SELECT count(*) AS outdated FROM session_figure WHERE shop_id = $1 AND projection_version >= 0 AND projection_version < $2',
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

/** Has the figures of what was opened since an instant computed again. */
export const markOutdated = (tx: Tx, shopId: string, since: Date): void => tx.send(mark, [shopId, since]);

/** How many figures of a shop are still to be computed again. */
export const countOutdated = async (tx: Tx, shopId: string, version: number): Promise<number> =>
  (await tx.query<{ outdated: number }>(count, [shopId, version]))[0]?.outdated ?? 0;
