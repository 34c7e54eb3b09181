import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Script } from '../domain/script';
import { scriptTable } from './script-tables';

/** What a reader of scripts selects. */
export const scriptColumns = selectList(
  scriptTable,
  's',
  scriptTable.fields.filter((field) => field !== 'shopId' && field !== 'seq'),
);

const save = insertRows(scriptTable, { name: 'scripts-save', onConflict: { update: changing(scriptTable) } });
const named: Statement = {
  name: 'scripts-named',
  text: `SELECT ${scriptColumns} FROM unnest($2::uuid[]) WITH ORDINALITY AS k (id, place)
    JOIN LATERAL (SELECT * FROM script WHERE shop_id = $1 AND id = k.id LIMIT 1) AS s ON true ORDER BY k.place`,
};
const inCategory: Statement = {
  name: 'scripts-in-category',
  text: 'SELECT id FROM script WHERE shop_id = $1 AND category_id = $2 AND deleted_at IS NULL LIMIT 1',
};
const touch: Statement = {
  name: 'scripts-touch',
  text: 'UPDATE script SET seq = $3 WHERE shop_id = $1 AND category_id = ANY ($2::uuid[])',
};

/** Writes scripts under the number of their change. */
export const saveScripts = (tx: Tx, shopId: string, seq: number, scripts: readonly Script[]): void =>
  scripts.length === 0 ? undefined : tx.send(save, [jsonRows(scripts.map((script) => ({ ...script, shopId, seq })))]);

/** The scripts with these ids, deleted ones too, in the order of the ids. No statement for none. */
export const loadScripts = async (tx: Tx, shopId: string, ids: readonly string[]): Promise<Script[]> =>
  ids.length === 0 ? [] : tx.query<Script>(named, [shopId, ids]);

export const hasScripts = async (tx: Tx, shopId: string, categoryId: string): Promise<boolean> =>
  (await tx.query(inCategory, [shopId, categoryId])).length > 0;

/** Makes whoever follows the changes look again at the scripts of categories. */
export const touchScripts = (tx: Tx, shopId: string, categoryIds: readonly string[], seq: number): void =>
  tx.send(touch, [shopId, categoryIds, seq]);
