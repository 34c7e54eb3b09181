import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import type { RowOf } from '#libs/platform/database/table';
import { insertRows, jsonRows } from '#libs/platform/database/write-rows';
import { plainHours, type SavedVersion } from '../domain/saved-version';
import { versionTable } from './version-table';

type Row = Omit<RowOf<typeof versionTable>, 'shopId'>;

const columns = selectList(
  versionTable,
  'v',
  versionTable.fields.filter((field) => field !== 'shopId'),
);

const newest: Statement = {
  name: 'version-newest',
  text: 'SELECT coalesce(max(version), 0)::int AS version FROM reception_version WHERE shop_id = $1',
};
const insert = insertRows(versionTable, { name: 'version-insert' });
const list: Statement = {
  name: 'version-list',
  text: `SELECT ${columns} FROM reception_version AS v WHERE shop_id = $1 ORDER BY version DESC LIMIT $2`,
};

const inForce = (what: string): string =>
  `SELECT ${what} FROM reception_version AS v WHERE shop_id = $1 AND effective_from <= $2 ORDER BY effective_from DESC, version DESC LIMIT 1`;

const ruling: Statement = {
  name: 'version-ruling',
  text: `SELECT ${columns} FROM reception_version AS v WHERE shop_id = $1 AND (effective_from > $2 OR version = (${inForce('v.version')}))
    ORDER BY version`,
};
const at: Statement = { name: 'version-at', text: inForce(columns) };

/** The number the next version takes; the shop's row must be locked. */
export const nextNumber = async (tx: Tx, shopId: string): Promise<number> =>
  (await tx.query<{ version: number }>(newest, [shopId]))[0]!.version + 1;

export const insertVersion = (tx: Tx, shopId: string, saved: SavedVersion): void => tx.send(insert, [jsonRows([{ ...saved, shopId }])]);

/** The newest versions first. */
export const listVersions = async (tx: Tx, shopId: string, limit: number): Promise<SavedVersion[]> =>
  (await tx.query<Row>(list, [shopId, limit])).map(savedOf);

/** The version in force at an instant, as far as is known now. */
export const versionAt = async (tx: Tx, shopId: string, instant: Date): Promise<SavedVersion | undefined> =>
  (await tx.query<Row>(at, [shopId, instant])).map(savedOf)[0];

/** The version in force at an instant and every one that begins later: all that reception from then on depends on. */
export const loadRulingVersions = async (tx: Tx, shopId: string, instant: Date): Promise<SavedVersion[]> =>
  (await tx.query<Row>(ruling, [shopId, instant])).map(savedOf);

const savedOf = (row: Row): SavedVersion => ({ ...plainHours, ...row });
