import type DataLoader from 'dataloader';
import type { Caller } from '#libs/platform/access/caller';
import type { Database } from '#libs/platform/database/database';
import { fencedLoader } from '#libs/platform/graphql/fenced-loader';
import { readCategories } from '../app/read-scripts';
import { usesOf, type ScriptUse } from '../store/script-uses';
import type { ScriptCategoryParent } from './parents';

/** What a request looks up of scripts that it has. */
export interface ScriptsExtra {
  readonly scriptUses: DataLoader<string, readonly ScriptUse[] | null>;
  readonly scriptCategories: DataLoader<string, ScriptCategoryParent | null>;
}

export const createScriptsExtra =
  (readDb: Database) =>
  (caller: Caller): ScriptsExtra => ({
    scriptUses: fencedLoader(caller.shop, async (shopId, ids: string[]) => {
      const uses = await readDb.transaction([shopId], (tx) => usesOf(tx, shopId, ids));
      return new Map(ids.map((id) => [id, uses.filter(({ scriptId }) => scriptId === id)]));
    }),
    scriptCategories: fencedLoader(caller.shop, async (shopId) => {
      const all = await readCategories({ readDb }, shopId);
      return new Map(all.map((category) => [category.id, { ...category, all }]));
    }),
  });
