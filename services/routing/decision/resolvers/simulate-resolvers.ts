import { z } from 'zod';
import { orderStatus } from '#libs/contracts/index';
import { ownShop } from '#libs/platform/access/access';
import { instantInput } from '#libs/platform/graphql/instant-input';
import { orUndefined } from '#libs/platform/graphql/optional-input';
import { idInput, parseInput } from '#libs/platform/graphql/parse-input';
import { foreignKey } from '#libs/platform/graphql/text-input';
import type { Deps } from '#libs/service/run-service';
import type { QueryResolvers, RoutingCause, SimulatedRoutingResolvers } from '../../generated/resolver-types';
import { languageInput, skillsInput } from '../../rules/app/rules-input';
import { simulate } from '../app/simulate';

const simulateInput = z.strictObject({
  shopId: idInput,
  orderStatus: orUndefined(z.enum(orderStatus.known)),
  lastHuman: orUndefined(z.strictObject({ agentId: idInput, at: instantInput })),
  purchases: orUndefined(z.array(instantInput).max(10, 'at most 10')),
  firstPaidAt: orUndefined(instantInput),
  crowdIds: orUndefined(z.array(foreignKey(100)).max(20, 'at most 20')),
  exclusiveAgentId: orUndefined(idInput),
  needs: orUndefined(
    z
      .strictObject({ skills: skillsInput(3).nullish(), language: languageInput.nullish() })
      .transform(({ skills, language }) => ({ skills: skills ?? [], language: language ?? null })),
  ),
  viaBot: orUndefined(z.boolean()),
});

/** Who would get a buyer of the caller's own shop; `limited`: features that only shops on their list have. */
export const simulateRouting =
  (deps: Pick<Deps, 'readDb' | 'clock'>, limited: readonly string[]): NonNullable<QueryResolvers['simulateRouting']> =>
  async (_root, { input }, { caller }) => {
    const shopId = ownShop(caller, input.shopId);
    return simulate(deps, shopId, parseInput(simulateInput, input), limited);
  };

export const simulatedRouting: SimulatedRoutingResolvers = {
  cause: ({ cause }) => cause as RoutingCause,
  agent: ({ agentId }) => (agentId === null ? null : { id: agentId }),
  isPriority: ({ band }) => band === 0,
  explanation: (decision) => decision,
};
