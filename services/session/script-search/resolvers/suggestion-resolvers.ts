import { z } from 'zod';
import { ownShop } from '#libs/platform/access/access';
import { idInput, parseInput, storable } from '#libs/platform/graphql/parse-input';
import { pageSize } from '../../conversation/resolvers/cursors';
import type { Resolvers } from '../../generated/resolver-types';
import { suggestReplies } from '../../scripts/app/suggest-replies';
import type { SearchDeps } from '../../scripts/app/search-scripts';

const [usual, most, mostTyped] = [5, 20, 200];

const asked = z.object({
  sessionId: idInput,
  typed: z.string().max(mostTyped, `at most ${mostTyped} characters`).refine(storable, 'text without NUL or broken characters').nullish(),
});

/** What an agent may answer. */
export const suggestionResolvers = (deps: SearchDeps): Resolvers => ({
  Query: {
    suggestReplies: (_root, { shopId, first, ...named }, { caller }) => {
      const { sessionId, typed } = parseInput(asked, named);
      const page = { shopId: ownShop(caller, shopId), first: pageSize(first, usual, most) };
      return suggestReplies(deps, caller, { ...page, sessionId, typed: typed ?? '' });
    },
  },
});
