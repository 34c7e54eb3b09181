import { z } from 'zod';
import { ownShop } from '#libs/platform/access/access';
import { parseInput, storable } from '#libs/platform/graphql/parse-input';
import { pageSize } from '../../conversation/resolvers/cursors';
import type { Resolvers } from '../../generated/resolver-types';
import { searchScripts, type SearchDeps } from '../../scripts/app/search-scripts';

const [usualHits, mostHits, mostTyped] = [10, 50, 200];

const typed = z.object({
  query: z.string().max(mostTyped, `at most ${mostTyped} characters`).refine(storable, 'text without NUL or broken characters'),
});

/** Finding scripts while somebody types. */
export const searchResolvers = (deps: SearchDeps): Resolvers => ({
  Query: {
    searchScripts: (_root, { shopId, query, pinyin, tier, first }, { caller }) =>
      searchScripts(deps, caller, {
        shopId: ownShop(caller, shopId),
        query: parseInput(typed, { query }).query,
        pinyin: pinyin ?? true,
        tier: tier ?? null,
        first: pageSize(first, usualHits, mostHits),
      }),
  },
  ScriptHit: { field: ({ match }) => match.field, reading: ({ match }) => match.reading, kind: ({ match }) => match.kind },
});
