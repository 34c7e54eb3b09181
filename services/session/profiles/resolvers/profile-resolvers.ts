import { ownShop } from '#libs/platform/access/access';
import { command } from '#libs/platform/graphql/command';
import { pageSize } from '../../conversation/resolvers/cursors';
import type { Resolvers } from '../../generated/resolver-types';
import { mergeBuyers, unmergeBuyer } from '../app/merge-buyers';
import { readInterests } from '../app/read-profiles';
import { saveBuyerProfile, type ProfileDeps } from '../app/save-profile';
import { mergeInput, profileInput, unmergeInput } from './profile-inputs';

const usualInterests = 20;

/** Who buyers are: what the shop has learnt of them, what they bought, and which identities are one person. */
export const profileResolvers = (deps: ProfileDeps): Resolvers => ({
  Mutation: {
    saveBuyerProfile: command('saveBuyerProfile', profileInput, async (asked) => ({ buyer: await saveBuyerProfile(deps, asked) })),
    mergeBuyers: command('mergeBuyers', mergeInput, async (asked) => {
      const { buyer, bothOpen } = await mergeBuyers(deps, asked);
      return { buyer, warnings: bothOpen ? [bothInSession] : [] };
    }),
    unmergeBuyers: command('unmergeBuyers', unmergeInput, async (asked) => ({ buyer: await unmergeBuyer(deps, asked) })),
  },
  Shop: {
    buyerInterests: ({ id }, { first }, { caller }) =>
      readInterests(deps.readDb, ownShop(caller, id, 'id'), pageSize(first, usualInterests)),
  },
  Buyer: {
    profile: async ({ id }, _args, { extra }) => {
      const person = await extra.persons.load(id);
      return person && { ...person.profile, interests: [...person.profile.interests], sizes: [...person.profile.sizes] };
    },
    customer: async ({ id }, _args, { extra }) => (await extra.persons.load(id))?.customer ?? null,
    identities: async ({ id }, _args, { extra }) => {
      const others = ((await extra.persons.load(id))?.identities ?? []).filter((each) => each !== id);
      return (await Promise.all(others.map((each) => extra.loaders.buyers.load(each)))).filter((each) => each !== null);
    },
    mergedInto: ({ mergedInto }, _args, { extra }) => (mergedInto === null ? null : extra.loaders.buyers.load(mergedInto)),
  },
});

const bothInSession = {
  code: 'BOTH_IN_SESSION',
  message: 'Both have an open session; each stays with its agent and on its channel.',
  field: 'other',
} as const;
