import { ownShop } from '#libs/platform/access/access';
import { parseInput } from '#libs/platform/graphql/parse-input';
import type { Call } from '../../call';
import type { Resolvers } from '../../generated/resolver-types';
import { createAccount, updateAccount } from '../app/accounts';
import { accountsOfShop } from '../store/accounts';
import { createAccountInput, updateAccountInput } from './account-inputs';

/** Accounts, and who calls. References are answered within the caller's shop. */
export const accountResolvers = (deps: Call['deps']): Resolvers => ({
  Query: {
    viewer: (_root, _args, { caller }) => ({ caller }),
  },
  Mutation: {
    createAccount: async (_root, { input }, { caller, traceparent }) => {
      ownShop(caller, input.shopId);
      return { account: await createAccount({ deps, caller, traceparent }, parseInput(createAccountInput, input)), warnings: [] };
    },
    updateAccount: async (_root, { input }, { caller, traceparent }) => {
      ownShop(caller, input.shopId);
      return { account: await updateAccount({ deps, caller, traceparent }, parseInput(updateAccountInput, input)), warnings: [] };
    },
  },
  Viewer: {
    id: ({ caller }) => caller.subject,
    roles: ({ caller }) => [...caller.roles],
    shop: ({ caller }, _args, { extra }) => (caller.shop === null ? null : extra.shops.load(caller.shop)),
    account: ({ caller }, _args, { extra }) => (caller.account === null ? null : extra.accounts.load(caller.account)),
  },
  Shop: {
    // The operator who has just created the shop has no shop of its own to look in, so the shop's own scope is used.
    owner: (shop) =>
      deps.db.transaction([shop.id], async (tx) => {
        const owner = (await accountsOfShop(tx, shop.id)).find((account) => account.id === shop.ownerId);
        if (!owner) throw new Error(`Shop ${shop.id} has no main account`);
        return owner;
      }),
    accounts: (shop) => deps.db.transaction([shop.id], (tx) => accountsOfShop(tx, shop.id)),
  },
  Account: {
    __resolveReference: ({ id }, { extra }) => extra.accounts.load(id),
    roles: (account) => [...account.roles],
  },
});
