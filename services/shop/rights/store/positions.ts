import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { deleteRows, insertRows, jsonRows, updateRows } from '#libs/platform/database/write-rows';
import type { Position } from '../domain/position';
import { positionTable } from './position-table';

const fields = positionTable.fields.filter((field) => field !== 'createdAt');
const columns = selectList(positionTable, 'p', fields);

const insert = insertRows(positionTable, { name: 'position-insert' });
const save = updateRows(positionTable, { name: 'position-save' });
const remove = deleteRows(positionTable, { name: 'position-delete' });
const load: Statement = { name: 'position-load', text: `SELECT ${columns} FROM shop_position AS p WHERE id = ANY ($1::uuid[])` };
const keep: Statement = { name: 'position-keep', text: `SELECT ${columns} FROM shop_position AS p WHERE id = $1 FOR SHARE` };
const lock: Statement = { name: 'position-lock', text: `SELECT ${columns} FROM shop_position AS p WHERE id = $1 FOR UPDATE` };
const ofShop: Statement = {
  name: 'position-of-shop',
  text: `SELECT ${columns} FROM shop_position AS p WHERE shop_id = $1 ORDER BY created_at, id`,
};

export const insertPosition = (tx: Tx, position: Position, createdAt: Date): void =>
  tx.send(insert, [jsonRows([{ ...position, createdAt }])]);

/** Writes a position whose row the transaction has locked. */
export const savePosition = (tx: Tx, position: Position): void => tx.send(save, [jsonRows([position])]);

export const deletePosition = (tx: Tx, position: Position): void => tx.send(remove, [jsonRows([position])]);

/** A position that stays as it is until the transaction ends. Positions are locked before accounts. */
export const keepPosition = async (tx: Tx, id: string): Promise<Position | undefined> => (await tx.query<Position>(keep, [id]))[0];

export const lockPosition = async (tx: Tx, id: string): Promise<Position | undefined> => (await tx.query<Position>(lock, [id]))[0];

export const loadPositions = (tx: Tx, ids: readonly string[]): Promise<Position[]> => tx.query<Position>(load, [ids]);

/** The shop's positions, oldest first. */
export const positionsOfShop = (tx: Tx, shopId: string): Promise<Position[]> => tx.query<Position>(ofShop, [shopId]);
