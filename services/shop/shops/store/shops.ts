import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows, updateRows } from '#libs/platform/database/write-rows';
import type { Shop } from '../domain/shop';
import { shopTable } from './shop-table';

const fields = shopTable.fields.filter((field) => field !== 'createdAt');
const columns = selectList(shopTable, 's', fields);

const insert = insertRows(shopTable, { name: 'shop-insert' });
const save = updateRows(shopTable, { name: 'shop-save' });
const lock: Statement = { name: 'shop-lock', text: `SELECT ${columns} FROM shop AS s WHERE id = $1 FOR UPDATE` };
const load: Statement = { name: 'shop-load', text: `SELECT ${columns} FROM shop AS s WHERE id = ANY ($1::uuid[])` };

export const insertShop = (tx: Tx, shop: Shop, createdAt: Date): void => tx.send(insert, [jsonRows([{ ...shop, createdAt }])]);

/** Writes a shop whose row the transaction has locked. */
export const saveShop = (tx: Tx, shop: Shop): void => tx.send(save, [jsonRows([shop])]);

export const lockShop = async (tx: Tx, shopId: string): Promise<Shop | undefined> => (await tx.query<Shop>(lock, [shopId]))[0];

export const loadShops = (tx: Tx, ids: readonly string[]): Promise<Shop[]> => tx.query<Shop>(load, [ids]);
