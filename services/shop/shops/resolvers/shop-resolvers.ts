import { ownShop } from '#libs/platform/access/access';
import { shopNotFound } from '#libs/platform/errors';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Call } from '../../call';
import type { Resolvers } from '../../generated/resolver-types';
import { changePolicy } from '../app/change-policy';
import { createShop } from '../app/create-shop';
import { overridePolicy, policyOf, usePreset } from '../domain/shop';
import { applyPresetInput, createShopInput, updateShopPolicyInput } from './shop-inputs';

/** Shops and their policies: parse, one use case, answer. */
export const shopResolvers = (deps: Call['deps']): Resolvers => ({
  Query: {
    shop: async (_root, { id }, { caller, extra }) => {
      const shop = await extra.shops.load(ownShop(caller, id, 'id'));
      if (!shop) throw shopNotFound('id');
      return shop;
    },
  },
  Mutation: {
    createShop: async (_root, { input }, { caller, traceparent }) => {
      const made = await createShop({ deps, caller, traceparent }, parseInput(createShopInput, input));
      return { ...made, warnings: [] };
    },
    updateShopPolicy: async (_root, { input }, { caller, traceparent }) => {
      ownShop(caller, input.shopId);
      const parsed = parseInput(updateShopPolicyInput, input);
      const overrides = Object.fromEntries(Object.entries(parsed.policy).filter(([, value]) => value !== undefined));
      const shop = await changePolicy({ deps, caller, traceparent }, 'updateShopPolicy', parsed, (current) =>
        overridePolicy(current, overrides),
      );
      return { shop, warnings: [] };
    },
    applyPreset: async (_root, { input }, { caller, traceparent }) => {
      ownShop(caller, input.shopId);
      const parsed = parseInput(applyPresetInput, input);
      const shop = await changePolicy({ deps, caller, traceparent }, 'applyPreset', parsed, (current) => usePreset(current, parsed.preset));
      return { shop, warnings: [] };
    },
  },
  Shop: {
    __resolveReference: ({ id }, { extra }) => extra.shops.load(id),
    policy: (shop) => policyOf(shop),
  },
});
