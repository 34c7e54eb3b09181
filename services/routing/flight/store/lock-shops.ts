import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { shopStateTable, type ShopRow } from './shop-state-table';

const lock: Statement = {
  name: 'routing-lock-shops',
  text: `SELECT ${selectList(shopStateTable)} FROM shop_state WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
};

const read: Statement = {
  name: 'routing-read-shops',
  text: `SELECT ${selectList(shopStateTable)} FROM shop_state WHERE id = ANY ($1::uuid[])`,
};

const create: Statement = {
  name: 'routing-create-shops',
  text: `INSERT INTO shop_state (id) SELECT id FROM unnest($1::uuid[]) AS k (id) ORDER BY id ON CONFLICT DO NOTHING`,
};

/** Locks the rows of the shops in the order everybody locks them, and reads them. A shop that is not known yet has none. */
export const lockShops = (tx: Tx, shopIds: readonly string[]): Promise<ShopRow[]> => tx.query<ShopRow>(lock, [shopIds]);

/** The rows of the shops as they are, for looking only. */
export const readShops = (tx: Tx, shopIds: readonly string[]): Promise<ShopRow[]> => tx.query<ShopRow>(read, [shopIds]);

/** Makes the rows of shops nobody has heard of. In a transaction of its own: under the locks of other shops it would break their order. */
export const createShops = (tx: Tx, shopIds: readonly string[]): void => tx.send(create, [shopIds]);
