import type { Statement, Tx } from '#libs/platform/database/database';
import type { Account, AccountRole } from '../domain/account';

const columns = 'id, shop_id, version, name, nickname, roles, im_enabled, no_routing, active';

interface AccountRow {
  id: string;
  shop_id: string;
  version: number;
  name: string;
  nickname: string;
  roles: AccountRole[];
  im_enabled: boolean;
  no_routing: boolean;
  active: boolean;
}

const accountOf = ({ shop_id, im_enabled, no_routing, ...rest }: AccountRow): Account => ({
  ...rest,
  shopId: shop_id,
  imEnabled: im_enabled,
  noRouting: no_routing,
});

const insert: Statement = {
  name: 'account-insert',
  text: `INSERT INTO account (${columns}, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};
const save: Statement = {
  name: 'account-save',
  text: `UPDATE account SET version = $2, name = $3, nickname = $4, roles = $5, im_enabled = $6, no_routing = $7, active = $8
    WHERE id = $1 AND version = $2 - 1`,
};
const lock: Statement = { name: 'account-lock', text: `SELECT ${columns} FROM account WHERE id = $1 FOR UPDATE` };
const load: Statement = { name: 'account-load', text: `SELECT ${columns} FROM account WHERE id = ANY ($1::uuid[])` };
const ofShop: Statement = { name: 'account-of-shop', text: `SELECT ${columns} FROM account WHERE shop_id = $1 ORDER BY created_at, id` };

export async function insertAccount(tx: Tx, account: Account, at: Date): Promise<void> {
  const { id, shopId, version, name, nickname, roles, imEnabled, noRouting, active } = account;
  await tx.query(insert, [id, shopId, version, name, nickname, roles, imEnabled, noRouting, active, at]);
}

/** Writes an account whose row the transaction has locked. */
export async function saveAccount(tx: Tx, account: Account): Promise<void> {
  const { id, version, name, nickname, roles, imEnabled, noRouting, active } = account;
  await tx.query(save, [id, version, name, nickname, roles, imEnabled, noRouting, active]);
}

export const lockAccount = async (tx: Tx, id: string): Promise<Account | undefined> =>
  (await tx.query<AccountRow>(lock, [id])).map(accountOf)[0];

export const loadAccounts = async (tx: Tx, ids: readonly string[]): Promise<Account[]> =>
  (await tx.query<AccountRow>(load, [ids])).map(accountOf);

export const accountsOfShop = async (tx: Tx, shopId: string): Promise<Account[]> =>
  (await tx.query<AccountRow>(ofShop, [shopId])).map(accountOf);
