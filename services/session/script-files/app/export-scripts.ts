import type { Caller } from '#libs/platform/access/caller';
import { writeRecords } from '#libs/platform/csv/write-records';
import { AppError } from '#libs/platform/errors';
import type { Deps } from '#libs/service/run-service';
import { columnHeadings, scriptColumns, type ScriptColumn } from '../domain/csv-columns';
import { writeScriptText } from '../domain/script-text';
import type { Script, ScriptTier } from '../../scripts/domain/script';
import type { ScriptCategory } from '../../scripts/domain/script-category';
import { loadCategories } from '../../scripts/store/categories';
import { listScripts } from '../../scripts/store/list-scripts';
import { viewerOf } from '../../scripts/app/viewer-of';

export interface ScriptsFile {
  readonly csv: string;
  readonly text: string;
  readonly scripts: number;
}

const mostScripts = 5_000;

/** What the caller sees of the scripts as a file that `importScripts` reads, in their order (KB-22). */
export const exportScripts = (
  { readDb }: Pick<Deps, 'readDb'>,
  caller: Caller,
  shopId: string,
  tier: ScriptTier | null,
): Promise<ScriptsFile> =>
  readDb.transaction([shopId], async (tx) => {
    const [viewer, categories] = [await viewerOf(tx, caller), await loadCategories(tx, shopId)];
    const all = { categoryIds: null, validOn: null, deleted: false, after: null, most: mostScripts + 1 };
    const scripts = await listScripts(tx, { shopId, viewer, tier, ...all });
    if (scripts.length > mostScripts) throw tooMany;
    const cellsOf = cellsWith(categories);
    const cells = scripts.map(cellsOf);
    const rows = cells.map((script) => scriptColumns.map((column) => script[column]));
    const csv = writeRecords([scriptColumns.map((column) => columnHeadings[column][0]), ...rows]);
    return { csv, text: writeScriptText(cells), scripts: scripts.length };
  });

const cellsWith =
  (categories: readonly ScriptCategory[]) =>
  ({
    id,
    tier,
    department,
    categoryId,
    title,
    text,
    images,
    keywords,
    validFrom,
    validUntil,
  }: Script): Record<ScriptColumn, string | null> => {
    const category = categories.find((each) => each.id === categoryId);
    const parent = categories.find((each) => each.id === category?.parentId);
    const [upper, lower] = parent ? [parent, category] : [category, undefined];
    const stand = { category: upper?.name ?? null, subcategory: lower?.name ?? null };
    return { id, tier, department, ...stand, title, text, images: images.join('\n'), keywords: keywords.join('\n'), validFrom, validUntil };
  };

const tooMany = new AppError('INVALID_RANGE', 'These are too many scripts for a file.', {
  field: 'tier',
  expected: `at most ${mostScripts} scripts`,
});
