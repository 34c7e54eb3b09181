import { command } from '#libs/platform/graphql/command';
import type { MutationResolvers } from '../../generated/resolver-types';
import type { KnowledgeDeps } from '../../knowledge/app/in-locked-shop';
import { readCategories } from '../app/read-scripts';
import { removeCategory, saveCategory } from '../app/save-category';
import { removeScript, restoreScript, saveScript } from '../app/save-script';
import { sortScripts } from '../app/sort-scripts';
import { namedScriptInput, removeCategoryInput, saveCategoryInput, saveScriptInput, sortScriptsInput } from './script-inputs';

type ScriptMutations = Pick<
  MutationResolvers,
  'saveScript' | 'removeScript' | 'restoreScript' | 'sortScripts' | 'saveScriptCategory' | 'removeScriptCategory'
>;

/** What changes a shop's scripts and their categories. */
export const scriptMutations = (deps: KnowledgeDeps): ScriptMutations => ({
  saveScript: command('saveScript', saveScriptInput, async (asked) => ({ ...of(asked), script: await saveScript(deps, asked) })),
  removeScript: command('removeScript', namedScriptInput, async (asked) => ({ ...of(asked), script: await removeScript(deps, asked) })),
  restoreScript: command('restoreScript', namedScriptInput, async (asked) => ({ ...of(asked), script: await restoreScript(deps, asked) })),
  sortScripts: command('sortScripts', sortScriptsInput, async (asked) => ({ ...of(asked), moved: await sortScripts(deps, asked) })),
  saveScriptCategory: command('saveScriptCategory', saveCategoryInput, async (asked) => {
    const category = await saveCategory(deps, asked);
    return { ...of(asked), category: { ...category, all: await readCategories(deps, asked.shopId) } };
  }),
  removeScriptCategory: command('removeScriptCategory', removeCategoryInput, async (asked) => ({
    ...of(asked),
    removed: await removeCategory(deps, asked),
  })),
});

const of = ({ shopId }: { readonly shopId: string }) => ({ shop: { id: shopId } });
