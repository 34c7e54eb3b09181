import { factOf, type Trigger } from '#libs/contracts/index';
import { createFlights } from '#libs/messaging/index';
import type { Deps } from '#libs/service/run-service';
import { cardsOf, type CardQuestion } from '../store/cards';

/** A buyer who enters a chat page. */
export interface Entering {
  readonly shopId: string;
  readonly buyerId: string;
  readonly channel: string;
  /** Their open session, if any. */
  readonly sessionId: string | null;
  readonly trigger: Trigger;
}

export interface CardShows {
  /** The card's questions, in its order; none where the shop has no card. That they were shown is a fact (KB-3). */
  show(entering: Entering): Promise<readonly CardQuestion[]>;
}

const flightLimit = 500;

/** Buyers enter more often than they write, so those who come at one time are told of in one transaction. */
export function createCardShows({ db, outbox, clock, newId }: Pick<Deps, 'db' | 'outbox' | 'clock' | 'newId'>): CardShows {
  const flights = createFlights<Entering, readonly CardQuestion[]>({
    name: 'cards shown',
    limit: flightLimit,
    shopOf: ({ shopId }) => shopId,
    traceOf: ({ trigger }) => trigger.traceparent,
    fly: (entering, { lockMs }) => {
      const shops = [...new Set(entering.map(({ shopId }) => shopId))];
      return db.transaction(
        shops,
        async (tx) => {
          const cards = await cardsOf(tx, shops);
          const now = clock.now();
          const shown = entering.filter(({ shopId }) => cards.has(shopId));
          if (shown.length > 0)
            await outbox.append(
              tx,
              shown.map((each) => shownFact(each, cards.get(each.shopId)!, newId(), now)),
            );
          return entering.map(({ shopId }) => cards.get(shopId) ?? []);
        },
        { lockMs },
      );
    },
  });
  return { show: (entering) => flights.submit(entering) };
}

const shownFact = ({ shopId, buyerId, channel, sessionId, trigger }: Entering, card: readonly CardQuestion[], id: string, now: Date) =>
  factOf<'message-recorded', 'faq-card-shown'>(trigger, {
    ...{ id, topic: 'message-recorded', type: 'faq-card-shown', shopId, subject: buyerId, occurredAt: now, policyVersion: null },
    value: { buyerId, channel, sessionId, entryIds: card.map(({ entryId }) => entryId), shownAt: now.toISOString() },
  });
