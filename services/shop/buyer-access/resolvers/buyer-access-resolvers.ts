import { z } from 'zod';
import type { Database } from '#libs/platform/database/database';
import { command } from '#libs/platform/graphql/command';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import type { Deps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { nameInput } from '../../name-input';
import { createBuyerTokenKey, revokeBuyerTokenKey, setAnonymousBuyers } from '../app/change-buyer-access';
import { loadBuyerAccess } from '../store/buyer-access';

const common = { shopId: idInput, commandId: commandIdInput };
const createInput = z.object({ ...common, name: nameInput, publicKey: z.string().max(4_000, 'at most 4000 characters') });
const revokeInput = z.object({ ...common, keyId: idInput });
const anonymousInput = z.object({ ...common, allowed: z.boolean() });

/** How buyers come by themselves. */
export const buyerAccessResolvers = (deps: Deps & { readonly readDb: Database }): Resolvers => {
  const accessOf = async (shopId: string) => (await deps.readDb.transaction([shopId], (tx) => loadBuyerAccess(tx, [shopId])))[0]!;
  return {
    Mutation: {
      createBuyerTokenKey: command('createBuyerTokenKey', createInput, async (asked) => ({
        ...(await createBuyerTokenKey(deps, asked)),
        warnings: [],
      })),
      revokeBuyerTokenKey: command('revokeBuyerTokenKey', revokeInput, async (asked) => ({
        ...(await revokeBuyerTokenKey(deps, asked)),
        warnings: [],
      })),
      setAnonymousBuyers: command('setAnonymousBuyers', anonymousInput, async (asked) => ({
        ...(await setAnonymousBuyers(deps, asked)),
        warnings: [],
      })),
    },
    Shop: { buyerAccess: ({ id }) => accessOf(id) },
    BuyerAccess: {
      __resolveReference: async ({ shopId }, { extra }) => ((await extra.shops.load(shopId)) ? accessOf(shopId) : null),
      keys: ({ keys }) => [...keys],
    },
  };
};
