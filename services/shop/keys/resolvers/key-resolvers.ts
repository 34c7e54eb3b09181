import { command } from '#libs/platform/graphql/command';
import type { Database } from '#libs/platform/database/database';
import type { Deps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { revokeKey, rotateKey } from '../app/change-api-key';
import { createApiKey } from '../app/create-api-key';
import { opensNow } from '../app/key-holder';
import { endOf } from '../domain/api-key';
import { apiKeysOfShop } from '../store/api-keys';
import { createApiKeyInput, revokeApiKeyInput, rotateApiKeyInput } from './key-inputs';

/** Keys of partners. */
export const keyResolvers = (deps: Deps & { readonly readDb: Database }): Resolvers => ({
  Mutation: {
    createApiKey: command('createApiKey', createApiKeyInput, async (asked) => ({ ...(await createApiKey(deps, asked)), warnings: [] })),
    rotateApiKey: command('rotateApiKey', rotateApiKeyInput, async (asked) => ({ ...(await rotateKey(deps, asked)), warnings: [] })),
    revokeApiKey: command('revokeApiKey', revokeApiKeyInput, async (asked) => ({ apiKey: await revokeKey(deps, asked), warnings: [] })),
  },
  Shop: {
    apiKeys: (shop) => deps.readDb.transaction([shop.id], (tx) => apiKeysOfShop(tx, shop.id)),
  },
  ApiKey: {
    scopes: ({ scopes }) => [...scopes],
    createdBy: ({ createdBy }, _args, { extra }) => (createdBy === null ? null : extra.accounts.load(createdBy)),
    previousSecretUntil: ({ previousUntil }) => previousUntil,
  },
  KeyHolder: {
    __resolveReference: async ({ id, digest }, { extra }) => {
      const key = await extra.keys.load(id);
      return key && (await opensNow(deps, key, digest)) ? { id, digest, scopes: [...key.scopes], until: endOf(key, digest) } : null;
    },
  },
});
