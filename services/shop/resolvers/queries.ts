import { ownShop } from '#libs/platform/access/access';
import { shopNotFound } from '#libs/platform/errors';
import { policyOf } from '../domain/shop';
import type { Resolvers } from '../generated/resolver-types';
import { accountsOfShop } from '../store/accounts';
import type { Call } from '../app/call';

/** Reads and entity references; every one within the caller's shop. */
export const queries = (deps: Call['deps']): Pick<Resolvers, 'Query' | 'Viewer' | 'Shop' | 'Account'> => ({
  Query: {
    viewer: (_root, _args, { caller }) => ({ caller }),
    shop: async (_root, { id }, { caller, extra }) => {
      const shop = await extra.shops.load(ownShop(caller, id, 'id'));
      if (!shop) throw shopNotFound('id');
      return shop;
    },
  },
  Viewer: {
    id: ({ caller }) => caller.subject,
    roles: ({ caller }) => [...caller.roles],
    shop: ({ caller }, _args, { extra }) => (caller.shop === null ? null : extra.shops.load(caller.shop)),
    account: ({ caller }, _args, { extra }) => (caller.account === null ? null : extra.accounts.load(caller.account)),
  },
  Shop: {
    __resolveReference: ({ id }, { extra }) => extra.shops.load(id),
    policy: (shop) => policyOf(shop),
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
