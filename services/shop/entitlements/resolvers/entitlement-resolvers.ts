import type { z } from 'zod';
import { ownShop } from '#libs/platform/access/access';
import { commandOf, type CommandInput } from '#libs/platform/graphql/command';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Deps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import type { ServiceContext } from '../../request-extra';
import { changeShop } from '../../shops/app/change-shop';
import { raisedShop, type Shop } from '../../shops/domain/shop';
import { monthAt, tierAt, withTier } from '../domain/tier';
import { withTrial } from '../domain/trial';
import { setTierInput, setTrialInput } from './entitlement-inputs';

/** What a platform lets a shop have: told by those who speak for the platform. */
export const entitlementResolvers = (deps: Deps): Resolvers => ({
  Mutation: {
    setTier: platformCommand(deps, 'setTier', setTierInput, (shop, { month, tier }) => {
      const tiers = withTier(shop.tiers, { month, tier: tier ?? null });
      return tiers === shop.tiers ? shop : raisedShop({ ...shop, tiers });
    }),
    setTrial: platformCommand(deps, 'setTrial', setTrialInput, (shop, { feature, listed }) => {
      const trials = withTrial(shop.trials, feature, listed);
      return trials === shop.trials ? shop : raisedShop({ ...shop, trials });
    }),
  },
  Shop: {
    tier: ({ tiers, timeZone }) => tierAt(tiers, monthAt(deps.clock.now(), timeZone)),
    tiers: ({ tiers }) => [...(tiers ?? [])],
    trials: ({ trials }) => [...(trials ?? [])],
  },
});

/** A mutation by whoever speaks for the platform: an operator has no shop of its own and names the one it means. */
function platformCommand<S extends z.ZodType<CommandInput>>(
  deps: Deps,
  operation: string,
  schema: S,
  change: (shop: Shop, input: z.infer<S>) => Shop,
) {
  return async (_root: unknown, args: { readonly input: CommandInput }, context: ServiceContext) => {
    const input = parseInput(schema, args.input);
    const shopId = context.caller.roles.includes('OPERATOR') ? input.shopId : ownShop(context.caller, input.shopId);
    const asked = commandOf(operation, shopId, input, context);
    return { shop: await changeShop(deps, asked, (shop) => change(shop, input)), warnings: [] };
  };
}
