import { ownShop } from '#libs/platform/access/access';
import { shopNotFound } from '#libs/platform/errors';
import { command, commandOf } from '#libs/platform/graphql/command';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Deps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { changeShop } from '../app/change-shop';
import { createShop, noShop } from '../app/create-shop';
import { policyWarnings, presetWarnings, returningVoid } from '../domain/policy-warnings';
import { overridePolicy, policyOf, usePreset } from '../domain/shop';
import { applyPresetInput, createShopInput, updateShopPolicyInput } from './shop-inputs';

/** Shops and their policies: parse, one use case, answer. */
export const shopResolvers = (deps: Deps): Resolvers => ({
  Mutation: {
    createShop: async (_root, args, context) => {
      const input = parseInput(createShopInput, args.input);
      const made = await createShop(deps, commandOf('createShop', noShop, input, context));
      context.made?.(made.shop.id);
      return {
        ...made,
        warnings: [...presetWarnings(input.preset), ...policyWarnings(input.policy ?? {}), ...returningVoid(policyOf(made.shop))],
      };
    },
    updateShopPolicy: command('updateShopPolicy', updateShopPolicyInput, async (asked) => {
      const { policy } = asked.input;
      const shop = await changeShop(deps, asked, (before) => overridePolicy(before, policy));
      return { shop, warnings: [...policyWarnings(policy), ...returningVoid(policyOf(shop))] };
    }),
    applyPreset: command('applyPreset', applyPresetInput, async (asked) => {
      const { preset } = asked.input;
      const shop = await changeShop(deps, asked, (before) => usePreset(before, preset));
      return { shop, warnings: [...presetWarnings(preset), ...returningVoid(policyOf(shop))] };
    }),
  },
  Shop: {
    __resolveReference: async ({ id }, { caller, extra }) => {
      const shop = await extra.shops.load(ownShop(caller, id, 'id'));
      if (!shop) throw shopNotFound('id');
      return shop;
    },
    policy: (shop) => policyOf(shop),
  },
});
