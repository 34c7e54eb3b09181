import type { Statement, Tx } from '#libs/platform/database/database';
import type { Script, ScriptTier } from '../domain/script';
import type { Viewer } from '../domain/viewer';
import { scriptColumns } from './scripts';

/** A place in the order that people gave. */
export type ScriptPlace = Pick<Script, 'position' | 'id'>;

export interface ScriptFilter {
  readonly tier: ScriptTier | null;
  /** Of one of these; null for all, and those of none. */
  readonly categoryIds: readonly string[] | null;
  /** Valid on this date; null for all. */
  readonly validOn: string | null;
  /** Those that were taken away, in place of the others. */
  readonly deleted: boolean;
}

/** As `sees` has it: the same, where rows are read page by page. */
const visible = `(s.tier = 'PUBLIC' OR s.owner_id = $2 OR s.tier = 'DEPARTMENT' AND (s.department = $3 OR $4))`;

const page: Statement = {
  name: 'scripts-page',
  text: `SELECT ${scriptColumns} FROM script s WHERE s.shop_id = $1 AND ${visible} AND ($5::text IS NULL OR s.tier = $5)
    AND ($6::uuid[] IS NULL OR s.category_id = ANY ($6)) AND ($7::text IS NULL OR coalesce(s.valid_from <= $7::date, true) AND coalesce($7::date <= s.valid_until, true))
    AND (s.deleted_at IS NOT NULL) = $8 AND ($9::int IS NULL OR (s.position, s.id) > ($9, $10::uuid)) ORDER BY s.position, s.id LIMIT $11`,
};

export interface ScriptsAsked extends ScriptFilter {
  readonly shopId: string;
  readonly viewer: Viewer;
  readonly after: ScriptPlace | null;
  readonly most: number;
}

/** What the viewer sees of a shop's scripts, in their order, from behind a place on. */
export const listScripts = (
  tx: Tx,
  { shopId, viewer, tier, categoryIds, validOn, deleted, after, most }: ScriptsAsked,
): Promise<Script[]> =>
  tx.query<Script & Record<string, unknown>>(page, [
    ...[shopId, viewer.accountId, viewer.department, viewer.keepsShared],
    ...[tier, categoryIds, validOn, deleted, after?.position ?? null, after?.id ?? null, most],
  ]);
