import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { deleteRows, insertRows, jsonRows, recordset } from '#libs/platform/database/write-rows';
import type { AccountIdentity, Identity } from '../domain/account-identity';
import { identityTable } from './identity-table';

const columns = selectList(identityTable, 't');

const insert = insertRows(identityTable, { name: 'identity-insert', onConflict: 'ignore' });
const remove = deleteRows(identityTable, { name: 'identity-delete' });
const ofAccounts: Statement = {
  name: 'identity-of-accounts',
  text: `SELECT ${columns} FROM account_identity AS t WHERE account_id = ANY ($1::uuid[]) ORDER BY bound_at, issuer, subject`,
};
const named: Statement = {
  name: 'identity-named',
  text: `SELECT ${columns} FROM ${recordset(identityTable, identityTable.keyFields)} JOIN account_identity AS t USING (issuer, subject)`,
};

/** Stores a login unless it is bound already, to whatever account of whatever shop. */
export const insertIdentity = (tx: Tx, identity: AccountIdentity): void => tx.send(insert, [jsonRows([identity])]);

export const deleteIdentity = (tx: Tx, { issuer, subject }: Identity): void => tx.send(remove, [jsonRows([{ issuer, subject }])]);

export const identitiesOfAccounts = (tx: Tx, accountIds: readonly string[]): Promise<AccountIdentity[]> =>
  tx.query<AccountIdentity>(ofAccounts, [accountIds]);

/** Those of the logins that are bound, as far as the transaction sees: the worker's sees all shops. */
export const findIdentities = (tx: Tx, identities: readonly Identity[]): Promise<AccountIdentity[]> =>
  tx.query<AccountIdentity>(named, [jsonRows(identities)]);
