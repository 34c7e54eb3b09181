import { ownShop } from '#libs/platform/access/access';
import type { Deps } from '#libs/service/run-service';
import type { Resolvers, SessionResolvers } from '../../generated/resolver-types';
import type { SessionView } from '../../conversation/app/session-view';
import { readReminder, readSlowReplies } from '../app/read-desk';
import { readDeskCounts } from '../app/read-desk-counts';
import { hintsOf, mayBeUnclear } from '../domain/hints';
import { isDifficult } from '../domain/session-marks';

type ReadDeps = Pick<Deps, 'readDb' | 'clock'>;

/** As many messages at the beginning are looked at for words of the buyer. */
const mostFirst = 20;

/** What the desk shows. */
export const deskFields = (deps: ReadDeps): Pick<Resolvers, 'Query' | 'Shop' | 'Session' | 'SessionNote'> => ({
  Query: {
    slowReplies: (_root, _args, { caller: { shop, account } }) =>
      shop === null || account === null ? null : readSlowReplies(deps, shop, account),
  },
  Shop: {
    deskCounts: ({ id }, _args, { caller }) => readDeskCounts(deps, ownShop(caller, id, 'id'), caller.account),
    messageReminder: ({ id }, _args, { caller }) => readReminder(deps, ownShop(caller, id, 'id')),
  },
  Session: {
    difficult: ({ session: { marks } }) => isDifficult(marks),
    solvedAt: ({ session: { marks } }) => marks.solved?.at ?? null,
    tags: ({ session: { marks } }) => [...marks.tags],
    note: ({ session: { marks } }) => marks.note,
    hints: hintsField(deps),
    ...offerField,
  },
  SessionNote: { by: ({ by }) => ({ id: by }) },
});

const offerField = {
  offer: ({ session: { offer } }: SessionView) => offer && { agent: { id: offer.agentId }, until: offer.until.toISOString() },
};

const hintsField =
  ({ clock }: Pick<Deps, 'clock'>): SessionResolvers['hints'] =>
  async ({ session }, _args, { extra }) => {
    if (session.state !== 'ACTIVE') return [];
    const first = mayBeUnclear(session) ? extra.loaders.messages.load({ sessionId: session.id, after: 0, most: mostFirst }) : null;
    const [terms, opening] = await Promise.all([extra.deskTerms.load(session.shopId), first]);
    return terms ? hintsOf(session, opening?.messages ?? [], terms, clock.now()) : [];
  };
