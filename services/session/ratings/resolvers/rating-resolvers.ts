import { z } from 'zod';
import { command } from '#libs/platform/graphql/command';
import { orNull } from '#libs/platform/graphql/optional-input';
import { commandIdInput, idInput } from '#libs/platform/graphql/parse-input';
import { onlyItself } from '../../conversation/resolvers/buyer-mutations';
import { buyerKeyInput } from '../../conversation/resolvers/inputs';
import type { Resolvers } from '../../generated/resolver-types';
import { rateSession, type RatingDeps } from '../app/rate-session';
import { rateableUntil } from '../domain/rating-window';

const scores = 'a whole number from 1, worst, to 5, best';

const rateInput = z.object({
  shopId: idInput,
  buyer: buyerKeyInput,
  sessionId: idInput,
  score: z.number(scores).int(scores).min(1, scores).max(5, scores),
  solved: orNull(z.boolean()),
  commandId: commandIdInput,
});

/** What buyers say of sessions that are over. */
export const ratingResolvers = (deps: RatingDeps): Resolvers => ({
  Mutation: {
    rateSession: command('rateSession', rateInput, async (asked) => {
      onlyItself(asked.caller, asked.input.buyer);
      return { session: await rateSession(deps, asked) };
    }),
  },
  Session: {
    rating: ({ session: { id } }, _args, { extra }) => extra.ratings.load(id),
    rateableUntil: async ({ session }, _args, { extra }) => {
      const now = deps.clock.now();
      const until = rateableUntil(session, now);
      return until === null || now > until || (await extra.ratings.load(session.id)) !== null ? null : until;
    },
  },
});
