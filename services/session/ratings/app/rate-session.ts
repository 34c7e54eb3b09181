import { factOf } from '#libs/contracts/index';
import { once } from '#libs/platform/database/command-results';
import { granted, sessionNotFound } from '#libs/platform/errors';
import type { Command, CommandInput } from '#libs/platform/graphql/command';
import type { Deps } from '#libs/service/run-service';
import { byBuyer } from '../../conversation/app/buyer-commands';
import type { BuyerDirectory, BuyerName } from '../../conversation/app/buyer-directory';
import { viewsOf } from '../../conversation/app/read-sessions';
import type { SessionView } from '../../conversation/app/session-view';
import type { Session } from '../../conversation/domain/session';
import { loadCases } from '../../conversation/store/load-cases';
import { meetBuyers } from '../../conversation/store/lock-buyers';
import { decideRating, type RatingRequest } from '../domain/decide-rating';
import type { Rating } from '../domain/rating';
import { ratingsOf, saveRating } from '../store/ratings';

export interface RatingDeps extends Pick<Deps, 'db' | 'readDb' | 'clock' | 'newId' | 'outbox'> {
  readonly buyers: BuyerDirectory;
}

export interface RateInput extends CommandInput, RatingRequest {
  readonly buyer: BuyerName;
  readonly sessionId: string;
}

/** A buyer rates a session of their own, decided where the buyer is held, so that two ratings at a time are one (MET-20, RES-76). */
export async function rateSession(deps: RatingDeps, command: Command<RateInput>): Promise<SessionView> {
  const { shopId, key, input, trigger } = command;
  const buyer = await deps.buyers.identify(shopId, input.buyer);
  return deps.db.transaction([shopId], async (tx) => {
    const sessionId = await once(tx, key, async () => {
      meetBuyers(tx, { named: [], known: [buyer.id], sessions: [] });
      const [cases, ratings] = await Promise.all([
        loadCases(tx, { buyers: [], sessions: [input.sessionId] }),
        ratingsOf(tx, [input.sessionId]),
      ]);
      const session = cases.sessions[0]?.session;
      if (session?.buyerId !== buyer.id) throw sessionNotFound();
      const rating = granted(decideRating(session, ratings.get(session.id) ?? null, input, deps.clock.now()));
      saveRating(tx, shopId, rating);
      await deps.outbox.append(tx, [ratedFact(session, rating, deps.newId(), byBuyer(trigger, buyer.id))]);
      return session.id;
    });
    const view = viewsOf(await loadCases(tx, { buyers: [], sessions: [sessionId] })).get(sessionId);
    if (!view) throw new Error('A session was rated and is not there');
    return view;
  });
}

/** The ratings of sessions of the shop, by session. */
export const readRatings = (
  { readDb }: Pick<Deps, 'readDb'>,
  shopId: string,
  sessions: readonly string[],
): Promise<ReadonlyMap<string, Rating>> => readDb.transaction([shopId], (tx) => ratingsOf(tx, sessions));

const ratedFact = (session: Session, { score, solved, ratedAt }: Rating, id: string, trigger: Command<unknown>['trigger']) =>
  factOf<'session-closed', 'rated'>(trigger, {
    ...{ id, topic: 'session-closed', type: 'rated', shopId: session.shopId, subject: session.id, occurredAt: ratedAt },
    policyVersion: session.policy.version,
    value: {
      sessionId: session.id,
      buyerId: session.buyerId,
      agentId: session.agentId,
      score,
      solved,
      ratedAt: ratedAt.toISOString(),
    },
  });
