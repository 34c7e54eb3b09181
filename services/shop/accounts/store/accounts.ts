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
const lockOfPosition: Statement = {
  name: 'account-lock-of-position',
  text: `SELECT ${columns} FROM account AS a WHERE position_id = $1 ORDER BY id FOR UPDATE`,
};
const countOfPosition: Statement = {
  name: 'account-count-of-position',
  text: 'SELECT count(*)::int AS holders FROM account WHERE position_id = $1',
};
const load: Statement = { name: 'account-load', text: `SELECT ${columns} FROM account AS a WHERE id = ANY ($1::uuid[])` };
const ofShop: Statement = {
  name: 'account-of-shop',
  text: `SELECT ${columns} FROM account AS a WHERE shop_id = $1 ORDER BY created_at, id`,
};

export const insertAccount = (tx: Tx, account: Account, createdAt: Date): void => tx.send(insert, [jsonRows([{ ...account, createdAt }])]);

/** Writes accounts whose rows the transaction has locked. */
export const saveAccounts = (tx: Tx, accounts: readonly Account[]): void => tx.send(save, [jsonRows(accounts)]);

export const lockAccount = async (tx: Tx, id: string): Promise<Account | undefined> => (await tx.query<Account>(lock, [id]))[0];

export const loadAccounts = (tx: Tx, ids: readonly string[]): Promise<Account[]> => tx.query<Account>(load, [ids]);

export const accountsOfShop = (tx: Tx, shopId: string): Promise<Account[]> => tx.query<Account>(ofShop, [shopId]);

/** The accounts that have a position, locked. */
export const lockHolders = (tx: Tx, positionId: string): Promise<Account[]> => tx.query<Account>(lockOfPosition, [positionId]);

export const holdersOf = async (tx: Tx, positionId: string): Promise<number> =>
  (await tx.query<{ holders: number }>(countOfPosition, [positionId]))[0]?.holders ?? 0;
