import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { changing, deleteRows, insertRows, jsonRows } from '#libs/platform/database/write-rows';
import type { Grant } from '../domain/grant';
import { grantTable } from './grant-table';

const fields = grantTable.fields.filter((field) => field !== 'shopId');
const save = insertRows(grantTable, { name: 'grant-save', onConflict: { update: changing(grantTable) } });
const remove = deleteRows(grantTable, { name: 'grant-delete' });
const load: Statement = {
  name: 'grant-load',
  text: `SELECT ${selectList(grantTable, 'g', fields)} FROM account_grant AS g WHERE account_id = ANY ($1::uuid[]) ORDER BY permission`,
};

export const saveGrant = (tx: Tx, shopId: string, grant: Grant): void => tx.send(save, [jsonRows([{ shopId, ...grant }])]);

export function deleteGrants(tx: Tx, grants: readonly Pick<Grant, 'accountId' | 'permission'>[]): void {
  if (grants.length > 0) tx.send(remove, [jsonRows(grants)]);
}

/** The grants of these accounts, those that are over too. */
export const loadGrants = (tx: Tx, accountIds: readonly string[]): Promise<Grant[]> => tx.query<Grant>(load, [accountIds]);
