import { command } from '#libs/platform/graphql/command';
import type { AgentResolvers, MutationResolvers, OfferResolvers } from '../../generated/resolver-types';
import { acceptInput, commandAccept, commandDecline, declineInput, type OfferDeps } from '../app/offer-commands';

export const offerMutations = (deps: OfferDeps): Pick<MutationResolvers, 'acceptOffer' | 'declineOffer'> => ({
  acceptOffer: command('acceptOffer', acceptInput, (asked) => commandAccept(deps, asked)),
  declineOffer: command('declineOffer', declineInput, (asked) => commandDecline(deps, asked)),
});

/** What an agent has to answer. */
export const agentOffers: NonNullable<AgentResolvers['offers']> = async ({ id }, _args, { extra }) => [
  ...((await extra.offers.load(id)) ?? []),
];

export const offer: OfferResolvers = {
  session: ({ sessionId }) => ({ id: sessionId }),
  since: ({ assignedAt }) => assignedAt.toISOString(),
  until: ({ offer: { until } }) => new Date(until).toISOString(),
  waitsSince: ({ offer: { enqueuedAt } }) => new Date(enqueuedAt).toISOString(),
  cause: ({ offer: { cause } }) => cause,
};
