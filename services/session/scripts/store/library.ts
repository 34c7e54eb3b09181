import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { changing, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { libraryTable } from './script-tables';

export type Library = RowOf<typeof libraryTable>;

const read: Statement = { name: 'library-read', text: `SELECT ${selectList(libraryTable, 'l')} FROM script_library l WHERE shop_id = $1` };
const save = insertRows(libraryTable, { name: 'library-save', onConflict: { update: changing(libraryTable) } });

/** The head of a shop's scripts; whoever changes it holds the shop. */
export const loadLibrary = async (tx: Tx, shopId: string): Promise<Library> =>
  (await tx.query<Library>(read, [shopId]))[0] ?? { shopId, scripts: 0, seq: 0, lastPosition: 0 };

export const saveLibrary = (tx: Tx, library: Library): void => tx.send(save, [jsonRows([library])]);
