import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, deleteRows, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { shiftTemplateTable, type ShiftTemplate } from './roster-tables';

const columns = selectList(shiftTemplateTable, 't', ['id', 'name', 'shifts']);
const save = insertRows(shiftTemplateTable, { name: 'shift-template-save', onConflict: { update: changing(shiftTemplateTable) } });
const remove = deleteRows(shiftTemplateTable, { name: 'shift-template-remove' });
const list: Statement = {
  name: 'shift-template-list',
  text: `SELECT ${columns} FROM shift_template AS t WHERE shop_id = $1 ORDER BY name, id`,
};

/** All templates of a shop, by name. */
export const listTemplates = (tx: Tx, shopId: string): Promise<ShiftTemplate[]> => tx.query<ShiftTemplate>(list, [shopId]);

export const saveTemplate = (tx: Tx, shopId: string, template: ShiftTemplate): void => tx.send(save, [jsonRows([{ ...template, shopId }])]);

export const removeTemplate = (tx: Tx, shopId: string, id: string): void => tx.send(remove, [jsonRows([{ shopId, id }])]);
