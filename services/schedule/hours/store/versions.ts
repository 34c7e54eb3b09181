import type { Statement, Tx } from '#libs/platform/database/database';
import { selectList } from '#libs/platform/database/read-rows';
import { insertRows, jsonRows, updateRows } from '#libs/platform/database/write-rows';
import type { SavedVersion } from '../domain/saved-version';
import { versionTable, type VersionRow } from './version-table';

/** Whose hours they are: null = the shop's own. */
export type Subject = string | null;

const columns = selectList(versionTable, 'v');
const ofSubject = 'shop_id = $1 AND group_id IS NOT DISTINCT FROM $2::uuid';
const stands = 'withdrawn_at IS NULL';

const highest: Statement = {
  name: 'version-highest',
  text: 'SELECT coalesce(max(version), 0)::int AS version FROM reception_version WHERE shop_id = $1',
};
const newest: Statement = {
  name: 'version-newest',
  text: `SELECT coalesce(max(version), 0)::int AS version FROM reception_version WHERE ${ofSubject} AND ${stands}`,
};
const groups: Statement = {
  name: 'version-groups',
  text: 'SELECT count(DISTINCT group_id)::int AS groups FROM reception_version WHERE shop_id = $1',
};
const insert = insertRows(versionTable, { name: 'version-insert' });
const withdraw = updateRows(versionTable, { name: 'version-withdraw', fields: ['withdrawnAt'] });
const list: Statement = {
  name: 'version-list',
  text: `SELECT ${columns} FROM reception_version AS v WHERE ${ofSubject} AND version < $3 ORDER BY version DESC LIMIT $4`,
};
const one: Statement = { name: 'version-one', text: `SELECT ${columns} FROM reception_version AS v WHERE shop_id = $1 AND version = $2` };
const inForce: Statement = {
  name: 'version-in-force',
  text: `SELECT ${columns} FROM reception_version AS v WHERE ${ofSubject} AND ${stands} AND effective_from <= $3
    ORDER BY effective_from DESC, version DESC LIMIT 1`,
};
/** What rules from an instant on, of those versions of a shop that `which` names. */
const ruling = (name: string, which: string): Statement => ({
  name,
  text: `SELECT ${columns} FROM reception_version AS v WHERE shop_id = $1 AND ${which} AND ${stands} AND (effective_from > $2 OR version IN (
      SELECT DISTINCT ON (group_id) version FROM reception_version WHERE shop_id = $1 AND ${which} AND ${stands} AND effective_from <= $2
      ORDER BY group_id, effective_from DESC, version DESC))
    ORDER BY version`,
});
const rulingAll = ruling('version-ruling-all', 'true');
const rulingOne = ruling('version-ruling', '(group_id IS NULL OR group_id = $3::uuid)');

/** The number the next version takes; the shop's row must be locked. Versions of a shop and of its groups are numbered together. */
export const nextNumber = async (tx: Tx, shopId: string): Promise<number> =>
  (await tx.query<{ version: number }>(highest, [shopId]))[0]!.version + 1;

/** The number of the newest version of one subject that stands; 0 where there is none. */
export const newestNumber = async (tx: Tx, shopId: string, subject: Subject): Promise<number> =>
  (await tx.query<{ version: number }>(newest, [shopId, subject]))[0]!.version;

/** How many groups of a shop have ever had hours of their own. */
export const countGroups = async (tx: Tx, shopId: string): Promise<number> =>
  (await tx.query<{ groups: number }>(groups, [shopId]))[0]!.groups;

export const insertVersion = (tx: Tx, shopId: string, saved: SavedVersion): void => tx.send(insert, [jsonRows([{ ...saved, shopId }])]);

/** Takes a plan back. */
export const withdrawVersion = (tx: Tx, shopId: string, version: number, withdrawnAt: Date): void =>
  tx.send(withdraw, [jsonRows([{ shopId, version, withdrawnAt }])]);

/** The newest versions of one subject first, withdrawn ones too, from before a number on. */
export const listVersions = async (
  tx: Tx,
  of: { readonly shopId: string; readonly subject: Subject; readonly before: number; readonly most: number },
): Promise<SavedVersion[]> => (await tx.query<VersionRow>(list, [of.shopId, of.subject, of.before, of.most])).map(versionOf);

export const readVersion = async (tx: Tx, shopId: string, version: number): Promise<SavedVersion | undefined> =>
  (await tx.query<VersionRow>(one, [shopId, version])).map(versionOf)[0];

/** The version of one subject in force at an instant, as far as is known now. */
export const versionAt = async (tx: Tx, shopId: string, subject: Subject, instant: Date): Promise<SavedVersion | undefined> =>
  (await tx.query<VersionRow>(inForce, [shopId, subject, instant])).map(versionOf)[0];

/** The versions in force at an instant, the shop's and those of all its groups, and all that begin later. */
export const loadAllRuling = async (tx: Tx, shopId: string, instant: Date): Promise<SavedVersion[]> =>
  (await tx.query<VersionRow>(rulingAll, [shopId, instant])).map(versionOf);

/** As far as they rule one subject: whatever its reception from then on depends on. A group needs those of its shop too. */
export const loadRuling = async (tx: Tx, shopId: string, subject: Subject, instant: Date): Promise<SavedVersion[]> =>
  (await tx.query<VersionRow>(rulingOne, [shopId, instant, subject])).map(versionOf);

const versionOf = ({ shopId: _shopId, seasons, ranges, closures, followsShop, bySystem, ...row }: VersionRow): SavedVersion => ({
  ...row,
  seasons: seasons ?? [],
  ranges: ranges ?? [],
  closures: closures ?? [],
  followsShop: followsShop ?? false,
  bySystem: bySystem ?? false,
});
