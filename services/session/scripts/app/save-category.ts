import { audit } from '#libs/platform/audit/audit';
import { AppError, granted } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { KnowledgeDeps } from '../../knowledge/app/in-locked-shop';
import { changeCategory, type CategoryChange, type ScriptCategory } from '../domain/script-category';
import { deleteCategory, loadCategories, saveCategories } from '../store/categories';
import { saveLibrary } from '../store/library';
import { hasScripts, touchScripts } from '../store/scripts';
import { inLibrary } from './in-library';
import { categoryNotFound } from './save-script';

export interface SaveCategoryInput extends CommandInput, CategoryChange {
  readonly categoryId?: string | null | undefined;
}

/** How many categories a shop can have. */
const mostCategories = 500;

/** Saves a new category, or changes one (KB-14). Its scripts are found by its new name at once. */
export const saveCategory = (deps: KnowledgeDeps, command: Command<SaveCategoryInput>): Promise<ScriptCategory> =>
  inLibrary(deps, command, async ({ tx, shopId, now, library }) => {
    const { categoryId, ...change } = command.input;
    const all = await loadCategories(tx, shopId);
    const before = categoryId ? named(all, categoryId) : null;
    if (!before && all.length >= mostCategories) throw tooMany;
    const after: ScriptCategory = { ...granted(changeCategory(all, before, change)), id: before?.id ?? deps.newId() };
    saveCategories(tx, shopId, [after]);
    if (before) {
      touchScripts(tx, shopId, [after.id, ...all.flatMap(({ id, parentId }) => (parentId === after.id ? [id] : []))], library.seq);
      saveLibrary(tx, library);
    }
    audit(tx, command, { at: now, on: { kind: 'SCRIPT_CATEGORY', id: after.id }, before, after });
    return after;
  });

/** Takes away a category in which nothing is. */
export const removeCategory = (deps: KnowledgeDeps, command: Command<CommandInput & { readonly categoryId: string }>): Promise<boolean> =>
  inLibrary(deps, command, async ({ tx, shopId, now }) => {
    const all = await loadCategories(tx, shopId);
    const before = named(all, command.input.categoryId);
    if (all.some(({ parentId }) => parentId === before.id) || (await hasScripts(tx, shopId, before.id))) throw inUse;
    deleteCategory(tx, shopId, before.id);
    audit(tx, command, { at: now, on: { kind: 'SCRIPT_CATEGORY', id: before.id }, before, after: null });
    return true;
  });

function named(all: readonly ScriptCategory[], categoryId: string): ScriptCategory {
  const found = all.find(({ id }) => id === categoryId);
  if (found) return found;
  throw categoryNotFound('categoryId');
}

const tooMany = new AppError('BAD_USER_INPUT', 'The shop has too many categories.', {
  field: 'categoryId',
  expected: `at most ${mostCategories} categories; change or remove some`,
});

const inUse = new AppError('CATEGORY_IN_USE', 'Something is in the category.', {
  field: 'categoryId',
  expected: 'a category without scripts, also other people’s personal ones, and without categories below it',
});
