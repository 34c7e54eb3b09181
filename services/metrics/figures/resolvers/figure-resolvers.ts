import { ownShop } from '#libs/platform/access/access';
import { shopNotFound } from '#libs/platform/errors';
import type { Resolvers, ResponseRate } from '../../generated/resolver-types';
import type { Extra } from '../../request-extra';
import type { MetricsRange } from '../domain/date-range';
import { noCounts, type FigureCounts } from '../store/figure-counts';

/** Counts first, divided last; null while nothing is decided. */
function responseRate({ responded, unanswered, pending }: FigureCounts): ResponseRate {
  const denominator = responded + unanswered;
  return { value: denominator === 0 ? null : responded / denominator, numerator: responded, denominator, pending };
}

async function countsOf(agentId: string | null, range: MetricsRange, { counts }: Extra): Promise<FigureCounts> {
  const found = await counts.load(range);
  if (!found) throw shopNotFound('id');
  return found.get(agentId) ?? noCounts;
}

/** A field of a count's own name needs no resolver. */
export const figureResolvers: Resolvers = {
  Shop: {
    __resolveReference: ({ id }, { caller }) => ({ id: ownShop(caller, id, 'id') }),
    metrics: (_shop, { range }, { extra }) => countsOf(null, range, extra),
  },
  Agent: {
    __resolveReference: ({ id }) => ({ id }),
    metrics: ({ id }, { range }, { extra }) => countsOf(id, range, extra),
  },
  ShopMetrics: { responseRate, volume: (counts) => counts },
  AgentMetrics: { responseRate },
};
