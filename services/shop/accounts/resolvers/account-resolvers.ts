import { command } from '#libs/platform/graphql/command';
import type { Database } from '#libs/platform/database/database';
import type { Deps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { createAccount } from '../app/create-account';
import { updateAccount } from '../app/update-account';
import { accountsOfShop } from '../store/accounts';
import { createAccountInput, updateAccountInput } from './account-inputs';

/** Accounts. References are answered within the caller's shop. */
export const accountResolvers = (deps: Deps & { readonly readDb: Database }): Resolvers => ({
  Mutation: {
    createAccount: command('createAccount', createAccountInput, async (asked) => ({
      account: await createAccount(deps, asked),
      warnings: [],
    })),
    updateAccount: command('updateAccount', updateAccountInput, async (asked) => ({
      account: await updateAccount(deps, asked),
      warnings: [],
    })),
  },
  Shop: {
    // The operator who has just created the shop has no shop of its own to look in, so the shop's own scope is used.
    owner: async (shop) => {
      const accounts = await deps.readDb.transaction([shop.id], (tx) => accountsOfShop(tx, shop.id));
      const owner = accounts.find((account) => account.id === shop.ownerId);
      if (!owner) throw new Error(`Shop ${shop.id} has no main account`);
      return owner;
    },
    accounts: (shop) => deps.readDb.transaction([shop.id], (tx) => accountsOfShop(tx, shop.id)),
  },
  Account: {
    __resolveReference: ({ id }, { extra }) => extra.accounts.load(id),
    roles: (account) => [...account.roles],
  },
});
