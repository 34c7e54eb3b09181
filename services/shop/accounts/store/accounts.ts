import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows, updateRows } from '#libs/platform/database/write-rows';
import type { Account } from '../domain/account';
import { accountTable } from './account-table';

const fields = accountTable.fields.filter((field) => field !== 'createdAt');
const columns = selectList(accountTable, 'a', fields);

const insert = insertRows(accountTable, { name: 'account-insert' });
const save = updateRows(accountTable, { name: 'account-save' });
const lock: Statement = { name: 'account-lock', text: `SELECT ${columns} FROM account AS a WHERE id = $1 FOR UPDATE` };
const load: Statement = { name: 'account-load', text: `SELECT ${columns} FROM account AS a WHERE id = ANY ($1::uuid[])` };
const ofShop: Statement = {
  name: 'account-of-shop',
  text: `SELECT ${columns} FROM account AS a WHERE shop_id = $1 ORDER BY created_at, id`,
};

export const insertAccount = (tx: Tx, account: Account, createdAt: Date): void => tx.send(insert, [jsonRows([{ ...account, createdAt }])]);

/** Writes an account whose row the transaction has locked. */
export const saveAccount = (tx: Tx, account: Account): void => tx.send(save, [jsonRows([account])]);

export const lockAccount = async (tx: Tx, id: string): Promise<Account | undefined> => (await tx.query<Account>(lock, [id]))[0];

export const loadAccounts = (tx: Tx, ids: readonly string[]): Promise<Account[]> => tx.query<Account>(load, [ids]);

export const accountsOfShop = (tx: Tx, shopId: string): Promise<Account[]> => tx.query<Account>(ofShop, [shopId]);
