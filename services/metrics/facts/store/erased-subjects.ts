import type { EventOf } from '#libs/contracts/index';
import { toldStreams, withoutWords, type InboxEvent } from '#libs/messaging/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { instant, table, uuid } from '#libs/platform/database/table';

/** Erased buyers and their sessions, while facts of before may still come. */
export const erasedSubjectTable = table('erased_subject', { shopId: uuid().key(), id: uuid().key(), erasedAt: instant() });

const note: Statement = {
  name: 'erased-subjects-note',
  text: `INSERT INTO erased_subject (shop_id, id, erased_at) SELECT $1, k.id, $3 FROM unnest($2::uuid[]) AS k (id) ORDER BY k.id
    ON CONFLICT (shop_id, id) DO UPDATE SET erased_at = greatest(erased_subject.erased_at, excluded.erased_at)`,
};

/* A buyer who came back keeps the id, so that what was told afterwards stays. */
const forget: Statement = {
  name: 'erased-subjects-forget',
  text: `UPDATE fact AS t SET value = ${withoutWords('t.value')}::json
    FROM unnest($1::text[], $2::uuid[], $3::integer[], $4::bigint[], $5::uuid[]) AS k (stream, shop_id, incarnation, seq, about)
    JOIN erased_subject AS e ON e.shop_id = k.shop_id AND e.id = k.about
    WHERE t.stream = k.stream AND t.shop_id = k.shop_id AND t.incarnation = k.incarnation AND t.seq = k.seq AND t.occurred_at <= e.erased_at`,
};

/** Notes of whom nothing is to be kept that is told late. */
export const noteErased = (tx: Tx, { shopId, value }: Extract<EventOf<'session-closed'>, { type: 'erased' }>): void =>
  tx.send(note, [shopId, [...new Set([...value.buyerIds, ...value.sessionIds])], value.occurredAt]);

/** Takes the words of a channel out of those of these facts, just appended, that tell of somebody who was erased after they occurred. */
export function forgetLate(tx: Tx, events: readonly InboxEvent[]): void {
  const about = events.filter(({ topic }) => toldStreams.some((stream) => stream === topic)).flatMap(subjectsOf);
  if (about.length === 0) return;
  const column = <K extends keyof About>(key: K): About[K][] => about.map((each) => each[key]);
  tx.send(forget, [column('topic'), column('shopId'), column('incarnation'), column('sequence'), column('id')]);
}

type About = Pick<InboxEvent, 'topic' | 'shopId' | 'incarnation' | 'sequence'> & { readonly id: string };

function subjectsOf(event: InboxEvent): About[] {
  const { sessionId, buyerId } = event.value as { readonly sessionId?: unknown; readonly buyerId?: unknown };
  return [sessionId, buyerId].filter((id) => typeof id === 'string').map((id) => ({ ...event, id }));
}
