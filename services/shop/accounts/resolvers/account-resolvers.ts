import { command } from '#libs/platform/graphql/command';
import type { Database } from '#libs/platform/database/database';
import type { Deps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { createAccount } from '../app/create-account';
import { removeAccount } from '../app/remove-account';
import { commandNoRouting } from '../app/set-no-routing';
import { updateAccount } from '../app/update-account';
import { updateOwnProfile } from '../app/update-own-profile';
import { accountsOfShop } from '../store/accounts';
import { createAccountInput, removeAccountInput, setNoRoutingInput, updateAccountInput, updateOwnProfileInput } from './account-inputs';

const keepsWorkbench = {
  code: 'OWNER_KEEPS_WORKBENCH',
  message: 'The main account may use the workbench whatever its IM permission; without it, it only receives no buyers as an agent.',
  field: 'imEnabled',
} as const;

/** Accounts. References are answered within the caller's shop. */
export const accountResolvers = (deps: Deps & { readonly readDb: Database }): Resolvers => ({
  Mutation: {
    createAccount: command('createAccount', createAccountInput, async (asked) => ({
      account: await createAccount(deps, asked),
      warnings: [],
    })),
    updateAccount: command('updateAccount', updateAccountInput, async (asked) => {
      const account = await updateAccount(deps, asked);
      return { account, warnings: asked.input.imEnabled === false && account.roles.includes('OWNER') ? [keepsWorkbench] : [] };
    }),
    updateOwnProfile: command('updateOwnProfile', updateOwnProfileInput, async (asked) => ({
      account: await updateOwnProfile(deps, asked),
      warnings: [],
    })),
    setNoRouting: command('setNoRouting', setNoRoutingInput, async (asked) => ({
      account: await commandNoRouting(deps, asked),
      warnings: [],
    })),
    removeAccount: command('removeAccount', removeAccountInput, async (asked) => ({
      account: await removeAccount(deps, asked),
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
    accounts: async (shop, { removed }) => {
      const accounts = await deps.readDb.transaction([shop.id], (tx) => accountsOfShop(tx, shop.id));
      return removed ? accounts : accounts.filter(({ removedAt }) => removedAt === null);
    },
  },
  Account: {
    __resolveReference: ({ id }, { extra }) => extra.accounts.load(id),
    roles: (account) => [...account.roles],
    // A repeated command's account comes back from the database as JSON, its instant as text.
    removedAt: ({ removedAt }) => removedAt && new Date(removedAt).toISOString(),
  },
});
