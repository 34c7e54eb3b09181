import type { Weekly } from '#libs/calendar/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import type { SavedVersion } from '../domain/saved-version';

const columns = 'version, effective_from, saved_at, weekly, closed_notice, reason, saved_by';

const newest: Statement = {
  name: 'version-newest',
  text: 'SELECT coalesce(max(version), 0)::int AS version FROM reception_version WHERE shop_id = $1',
};
const insert: Statement = {
  name: 'version-insert',
  text: `INSERT INTO reception_version (shop_id, ${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const list: Statement = {
  name: 'version-list',
  text: `SELECT ${columns} FROM reception_version WHERE shop_id = $1 ORDER BY version DESC LIMIT $2`,
};

const ruling: Statement = {
  name: 'version-ruling',
  text: `SELECT ${columns} FROM reception_version WHERE shop_id = $1 AND (effective_from > $2 OR version =
      (SELECT version FROM reception_version WHERE shop_id = $1 AND effective_from <= $2 ORDER BY effective_from DESC, version DESC LIMIT 1))
    ORDER BY version`,
};

interface VersionRow {
  version: number;
  effective_from: Date;
  saved_at: Date;
  weekly: Weekly | null;
  closed_notice: string | null;
  reason: string | null;
  saved_by: string | null;
}

const versionOf = ({ effective_from, saved_at, closed_notice, saved_by, ...rest }: VersionRow): SavedVersion => ({
  ...rest,
  effectiveFrom: effective_from,
  savedAt: saved_at,
  closedNotice: closed_notice,
  savedBy: saved_by,
});

/** The number the next version takes; the shop's row must be locked. */
export const nextNumber = async (tx: Tx, shopId: string): Promise<number> =>
  (await tx.query<{ version: number }>(newest, [shopId]))[0]!.version + 1;

export async function insertVersion(tx: Tx, shopId: string, saved: SavedVersion): Promise<void> {
  const { version, effectiveFrom, savedAt, weekly, closedNotice, reason, savedBy } = saved;
  await tx.query(insert, [shopId, version, effectiveFrom, savedAt, weekly && JSON.stringify(weekly), closedNotice, reason, savedBy]);
}

/** The newest versions first. */
export const listVersions = async (tx: Tx, shopId: string, limit: number): Promise<SavedVersion[]> =>
  (await tx.query<VersionRow>(list, [shopId, limit])).map(versionOf);

/** The version in force at an instant and every one that begins later: all that reception from then on depends on. */
export const loadRulingVersions = async (tx: Tx, shopId: string, at: Date): Promise<SavedVersion[]> =>
  (await tx.query<VersionRow>(ruling, [shopId, at])).map(versionOf);
