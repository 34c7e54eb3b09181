import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, deleteRows, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { ScriptCategory } from '../domain/script-category';
import { categoryTable } from './script-tables';

const all: Statement = {
  name: 'script-categories',
  text: `SELECT ${selectList(categoryTable, 'c', ['id', 'parentId', 'name', 'position'])} FROM script_category c WHERE shop_id = $1 ORDER BY position, id`,
};
const save = insertRows(categoryTable, { name: 'script-category-save', onConflict: { update: changing(categoryTable) } });
const remove = deleteRows(categoryTable, { name: 'script-category-remove' });

/** A shop's categories in the order of their places, both levels. */
export const loadCategories = (tx: Tx, shopId: string): Promise<ScriptCategory[]> => tx.query(all, [shopId]);

export const saveCategories = (tx: Tx, shopId: string, categories: readonly ScriptCategory[]): void =>
  categories.length === 0 ? undefined : tx.send(save, [jsonRows(categories.map((each) => ({ ...each, shopId })))]);

export const deleteCategory = (tx: Tx, shopId: string, id: string): void => tx.send(remove, [jsonRows([{ shopId, id }])]);
