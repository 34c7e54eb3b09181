import { ownShop } from '#libs/platform/access/access';
import { parseInput } from '#libs/platform/graphql/parse-input';
import { pageSize } from '../../conversation/resolvers/cursors';
import type { Resolvers } from '../../generated/resolver-types';
import type { KnowledgeDeps } from '../../knowledge/app/in-locked-shop';
import { readProposals } from '../app/read-proposals';
import { readCategories, readScripts } from '../app/read-scripts';
import { variablesOf } from '../domain/script-placeholders';
import { readScriptCursor, scriptCursor } from './script-cursor';
import { listedScripts } from './script-inputs';
import { scriptMutations } from './script-mutations';

const usualPage = 20;

const accountOf = (id: string | null): { id: string } | null => (id === null ? null : { id });

/** Scripts of a shop, as far as the caller sees them. */
export const scriptResolvers = (deps: KnowledgeDeps): Resolvers => ({
  Mutation: scriptMutations(deps),
  Shop: {
    scripts: ({ id }, { first, after, tier, validOnly, deleted, ...named }, { caller }) => {
      const { categoryId } = parseInput(listedScripts, named);
      return readScripts(deps, caller, {
        shopId: ownShop(caller, id, 'id'),
        tier: tier ?? null,
        categoryId: categoryId ?? null,
        validOnly: validOnly ?? false,
        deleted: deleted ?? false,
        after: readScriptCursor(after || null),
        first: pageSize(first, usualPage),
      });
    },
    scriptCategories: async ({ id }, _args, { caller }) => {
      const all = await readCategories(deps, ownShop(caller, id, 'id'));
      return all.filter(({ parentId }) => parentId === null).map((category) => ({ ...category, all }));
    },
    scriptProposals: ({ id }, { first }, { caller }) =>
      readProposals(deps, caller, { shopId: ownShop(caller, id, 'id'), first: pageSize(first, usualPage) }),
  },
  ScriptConnection: {
    edges: ({ scripts }) => scripts.map((node) => ({ cursor: scriptCursor(node), node })),
    nodes: ({ scripts }) => [...scripts],
    pageInfo: ({ scripts, hasNextPage }) => {
      const end = scripts.at(-1);
      return { hasNextPage, endCursor: end ? scriptCursor(end) : null };
    },
  },
  Script: {
    images: ({ images }) => [...images],
    keywords: ({ keywords }) => [...keywords],
    owner: ({ ownerId }) => accountOf(ownerId),
    changedBy: ({ changedBy }) => accountOf(changedBy),
    category: ({ categoryId }, _args, { extra }) => (categoryId === null ? null : extra.scriptCategories.load(categoryId)),
    placeholders: ({ text }) => (text === null ? [] : [...variablesOf(text)]),
    uses: async ({ id }, _args, { extra }) => ((await extra.scriptUses.load(id)) ?? []).reduce((sum, { uses }) => sum + uses, 0),
    usesBy: async ({ id }, _args, { extra }) => [...((await extra.scriptUses.load(id)) ?? [])],
  },
  ScriptUse: { agent: ({ agentId }) => ({ id: agentId }) },
  ScriptCategory: {
    parent: ({ parentId, all }) => {
      const parent = all.find(({ id }) => id === parentId);
      return parent ? { ...parent, all } : null;
    },
    children: ({ id, all }) => all.filter(({ parentId }) => parentId === id).map((category) => ({ ...category, all })),
  },
  ScriptProposal: { owner: ({ ownerId }) => accountOf(ownerId) },
});
