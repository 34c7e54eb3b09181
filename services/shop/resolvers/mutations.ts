import { ownShop } from '#libs/platform/access/access';
import { parseInput } from '#libs/platform/graphql/parse-input';
import { createAccount, updateAccount } from '../app/accounts';
import type { Call } from '../app/call';
import { changePolicy } from '../app/change-policy';
import { createShop } from '../app/create-shop';
import { applyPresetInput, createAccountInput, createShopInput, updateAccountInput, updateShopPolicyInput } from '../app/inputs';
import { overridePolicy, usePreset } from '../domain/shop';
import type { Resolvers } from '../generated/resolver-types';

/** Parse, one use case, answer. */
export const mutations = (deps: Call['deps']): Pick<Resolvers, 'Mutation'> => ({
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
    createAccount: async (_root, { input }, { caller, traceparent }) => {
      ownShop(caller, input.shopId);
      return { account: await createAccount({ deps, caller, traceparent }, parseInput(createAccountInput, input)), warnings: [] };
    },
    updateAccount: async (_root, { input }, { caller, traceparent }) => {
      ownShop(caller, input.shopId);
      return { account: await updateAccount({ deps, caller, traceparent }, parseInput(updateAccountInput, input)), warnings: [] };
    },
  },
});
