import { ownShop } from '#libs/platform/access/access';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { ReadDeps } from '../../figures/app/read-settled';
import { checkedRange } from '../../figures/domain/date-range';
import type { Resolvers } from '../../generated/resolver-types';
import { readScorecard } from '../app/read-scorecard';
import { scorecardInput } from './scorecard-input';

/** Agents compared by quality and volume. */
export const scorecardResolvers = (deps: ReadDeps): Resolvers => ({
  Query: {
    scorecard: (_root, { input }, { caller }) => {
      const shopId = ownShop(caller, input.shopId);
      const { from, to, weights, minSessions, assessments } = parseInput(scorecardInput, input);
      return readScorecard(deps, shopId, { range: checkedRange({ from, to }, 'input'), weights, minSessions, assessments });
    },
  },
  Scorecard: { agents: ({ agents }) => [...agents], best: ({ best }) => best ?? null },
  AgentScore: { agent: ({ agentId }) => ({ id: agentId }) },
});
