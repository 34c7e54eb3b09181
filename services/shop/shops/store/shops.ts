import type { ShopPolicy } from '#libs/contracts/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import type { Preset } from '../domain/presets';
import type { Shop } from '../domain/shop';

const columns = 'id, version, name, time_zone, preset, overrides, policy_version, owner_id';

interface ShopRow {
  id: string;
  version: number;
  name: string;
  time_zone: string;
  preset: Preset;
  overrides: Partial<ShopPolicy>;
  policy_version: number;
  owner_id: string;
}

const shopOf = ({ time_zone, policy_version, owner_id, ...rest }: ShopRow): Shop => ({
  ...rest,
  timeZone: time_zone,
  policyVersion: policy_version,
  ownerId: owner_id,
});

const insert: Statement = {
  name: 'shop-insert',
  text: `INSERT INTO shop (${columns}, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};
const save: Statement = {
  name: 'shop-save',
  text: 'UPDATE shop SET version = $2, preset = $3, overrides = $4, policy_version = $5 WHERE id = $1 AND version = $2 - 1',
};
const lock: Statement = { name: 'shop-lock', text: `SELECT ${columns} FROM shop WHERE id = $1 FOR UPDATE` };
const load: Statement = { name: 'shop-load', text: `SELECT ${columns} FROM shop WHERE id = ANY ($1::uuid[])` };

export async function insertShop(tx: Tx, shop: Shop, at: Date): Promise<void> {
  await tx.query(insert, [
    shop.id,
    shop.version,
    shop.name,
    shop.timeZone,
    shop.preset,
    JSON.stringify(shop.overrides),
    shop.policyVersion,
    shop.ownerId,
    at,
  ]);
}

/** Writes the policy of a shop whose row the transaction has locked. */
export async function saveShop(tx: Tx, shop: Shop): Promise<void> {
  await tx.query(save, [shop.id, shop.version, shop.preset, JSON.stringify(shop.overrides), shop.policyVersion]);
}

export const lockShop = async (tx: Tx, shopId: string): Promise<Shop | undefined> =>
  (await tx.query<ShopRow>(lock, [shopId])).map(shopOf)[0];

export const loadShops = async (tx: Tx, ids: readonly string[]): Promise<Shop[]> => (await tx.query<ShopRow>(load, [ids])).map(shopOf);
