import { ownShop } from '#libs/platform/access/access';
import type { Resolvers, ResponseRate } from '../../generated/resolver-types';
import type { FigureCounts } from '../store/session-figures';

/** Counts first, divided last; null while nothing is decided. */
function responseRate(counts: FigureCounts | undefined): ResponseRate {
  const numerator = counts?.responded ?? 0;
  const denominator = numerator + (counts?.unanswered ?? 0);
  return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator, pending: counts?.pending ?? 0 };
}

export const figureResolvers: Resolvers = {
  Shop: {
    __resolveReference: ({ id }, { caller }) => ({ id: ownShop(caller, id, 'id') }),
    metrics: async (_shop, { range }, { extra }) => {
      const counts = (await extra.counts.load(range)).get(null);
      return { responseRate: responseRate(counts), volume: { sessions: counts?.sessions ?? 0, buyers: counts?.buyers ?? 0 } };
    },
  },
  Agent: {
    __resolveReference: ({ id }) => ({ id }),
    metrics: async ({ id }, { range }, { extra }) => ({ responseRate: responseRate((await extra.counts.load(range)).get(id)) }),
  },
};
