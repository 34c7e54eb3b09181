import type { Database, Statement } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { SessionKey } from '../../queue/store/load-placements';
import { decisionTable, type DecisionRow } from './decision-table';

const latest: Statement = {
  name: 'routing-find-routed',
  text: `SELECT ${selectList(decisionTable, 'd')} FROM unnest($1::uuid[], $2::uuid[]) AS k (shop_id, session_id) CROSS JOIN LATERAL (
      SELECT * FROM decision WHERE shop_id = k.shop_id AND session_id = k.session_id ORDER BY revision DESC LIMIT 1) d`,
};

/** The latest decisions about sessions, by session; sessions without one, and of shops they do not belong to, are missing. */
export async function findRouted(db: Database, keys: readonly SessionKey[]): Promise<Map<string, DecisionRow>> {
  if (keys.length === 0) return new Map();
  const shops = [...new Set(keys.map(({ shopId }) => shopId))];
  const rows = await db.transaction(shops, (tx) =>
    tx.query<DecisionRow>(latest, [keys.map(({ shopId }) => shopId), keys.map(({ sessionId }) => sessionId)]),
  );
  return new Map(rows.map((row) => [row.sessionId, row]));
}
