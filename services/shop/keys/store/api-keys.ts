import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows, updateRows } from '#libs/platform/database/write-rows';
import type { ApiKey } from '../domain/api-key';
import { apiKeyTable } from './api-key-table';

const columns = selectList(apiKeyTable, 'k');

const insert = insertRows(apiKeyTable, { name: 'api-key-insert' });
const save = updateRows(apiKeyTable, { name: 'api-key-save', fields: ['digest', 'previousDigest', 'previousUntil', 'revokedAt'] });
const use = updateRows(apiKeyTable, {
  name: 'api-key-use',
  fields: ['lastUsedAt'],
  where: 't.last_used_at IS NULL OR t.last_used_at < k."lastUsedAt"',
});
const lock: Statement = { name: 'api-key-lock', text: `SELECT ${columns} FROM api_key AS k WHERE id = $1 FOR UPDATE` };
const load: Statement = { name: 'api-key-load', text: `SELECT ${columns} FROM api_key AS k WHERE id = ANY ($1::uuid[])` };
const ofShop: Statement = {
  name: 'api-key-of-shop',
  text: `SELECT ${columns} FROM api_key AS k WHERE shop_id = $1 ORDER BY created_at, id`,
};

export const insertApiKey = (tx: Tx, key: ApiKey): void => tx.send(insert, [jsonRows([key])]);

/** Writes what commands change of a key whose row the transaction has locked. */
export const saveApiKey = (tx: Tx, key: ApiKey): void => tx.send(save, [jsonRows([key])]);

/** Writes that a key was used, unless a later use is known. */
export const saveUse = (tx: Tx, id: string, lastUsedAt: Date): void => tx.send(use, [jsonRows([{ id, lastUsedAt }])]);

export const lockApiKey = async (tx: Tx, id: string): Promise<ApiKey | undefined> => (await tx.query<ApiKey>(lock, [id]))[0];

export const loadApiKeys = (tx: Tx, ids: readonly string[]): Promise<ApiKey[]> => tx.query<ApiKey>(load, [ids]);

export const apiKeysOfShop = (tx: Tx, shopId: string): Promise<ApiKey[]> => tx.query<ApiKey>(ofShop, [shopId]);
