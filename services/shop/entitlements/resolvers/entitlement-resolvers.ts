import type { z } from 'zod';
import { ownShop } from '#libs/platform/access/access';
import type { Caller } from '#libs/platform/access/caller';
import { shopNotFound } from '#libs/platform/errors';
import { commandOf, type CommandInput } from '#libs/platform/graphql/command';
import { parseInput } from '#libs/platform/graphql/parse-input';
import { isId } from '#libs/platform/process/ids';
import type { Deps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import type { ServiceContext } from '../../request-extra';
import { changeShop } from '../../shops/app/change-shop';
import { raisedShop, type Shop } from '../../shops/domain/shop';
import { loadShops } from '../../shops/store/shops';
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

/** A mutation by whoever speaks for the platform; the shop comes first, as in every command. */
function platformCommand<S extends z.ZodType<CommandInput>>(
  deps: Deps,
  operation: string,
  schema: S,
  change: (shop: Shop, input: z.infer<S>) => Shop,
) {
  return async (_root: unknown, args: { readonly input: CommandInput }, context: ServiceContext) => {
    const shopId = await shopMeant(deps, context.caller, args.input.shopId);
    const input = parseInput(schema, args.input);
    const asked = commandOf(operation, shopId, input, context);
    return { shop: await changeShop(deps, asked, (shop) => change(shop, input)), warnings: [] };
  };
}

/** An operator has no shop of its own and names the one it means; everybody else's is its own. */
async function shopMeant({ db }: Deps, caller: Caller, shopId: string): Promise<string> {
  if (!caller.roles.includes('OPERATOR')) return ownShop(caller, shopId);
  const known = isId(shopId) ? await db.transaction([shopId], (tx) => loadShops(tx, [shopId])) : [];
  if (known.length === 0) throw shopNotFound();
  return shopId;
}
