import { command } from '#libs/platform/graphql/command';
import type { Deps } from '../../deps';
import type { Resolvers } from '../../generated/resolver-types';
import { bindAccount, unbindAccount } from '../app/bind-account';
import { bindAccountInput } from './identity-inputs';

/** Logins that are accounts. The reference is the gateway's question whom a login is, in all shops. */
export const identityResolvers = (deps: Deps): Resolvers => ({
  Mutation: {
    bindAccount: command('bindAccount', bindAccountInput, async (asked) => ({ account: await bindAccount(deps, asked), warnings: [] })),
    unbindAccount: command('unbindAccount', bindAccountInput, async (asked) => ({
      account: await unbindAccount(deps, asked),
      warnings: [],
    })),
  },
  Account: {
    identities: async ({ id }, _args, { extra }) => [...((await extra.identities.load(id)) ?? [])],
  },
  AccountIdentity: {
    __resolveReference: ({ issuer, subject }, { extra }) => extra.logins.load({ issuer, subject }),
  },
});
