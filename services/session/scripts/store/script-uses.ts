import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { scriptUseTable } from './script-tables';

export type ScriptUse = Omit<RowOf<typeof scriptUseTable>, 'shopId'>;

/** A script that is not public and how often it was sent. */
export interface OftenUsed {
  readonly scriptId: string;
  readonly uses: number;
}

const ofScripts: Statement = {
  name: 'script-uses',
  text: `SELECT ${selectList(scriptUseTable, 'u', ['scriptId', 'agentId', 'uses', 'lastUsedAt'])} FROM unnest($2::uuid[]) AS k (id)
    JOIN script_use u ON u.shop_id = $1 AND u.script_id = k.id ORDER BY u.uses DESC, u.agent_id`,
};

const oftenUsed: Statement = {
  name: 'scripts-often-used',
  text: `SELECT u.script_id AS "scriptId", sum(u.uses)::int AS uses FROM script_use u JOIN script s ON s.shop_id = u.shop_id AND s.id = u.script_id
    WHERE u.shop_id = $1 AND s.tier <> 'PUBLIC' AND s.deleted_at IS NULL GROUP BY u.script_id HAVING sum(u.uses) >= $2 ORDER BY uses DESC, u.script_id LIMIT $3`,
};

/** Who sent these scripts how often, the most diligent first. */
export const usesOf = (tx: Tx, shopId: string, scriptIds: readonly string[]): Promise<ScriptUse[]> =>
  tx.query(ofScripts, [shopId, scriptIds]);

export const scriptsUsed = (tx: Tx, shopId: string, least: number, most: number): Promise<(OftenUsed & Record<string, unknown>)[]> =>
  tx.query(oftenUsed, [shopId, least, most]);
