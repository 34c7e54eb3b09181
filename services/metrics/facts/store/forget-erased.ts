import type { EventOf } from '#libs/contracts/index';
import { forgetTold, isForgotten, parametersOf, withoutWords, type InboxEvent } from '#libs/messaging/index';
import type { Statement, Tx } from '#libs/platform/database/database';
import { forgetLate, noteErased } from './erased-subjects';

const inLog: Statement = {
  name: 'fact-forget',
  text: `UPDATE fact SET value = ${withoutWords('value')}::json WHERE ${isForgotten('value')}`,
};

const isErasure = (event: InboxEvent): event is InboxEvent & Extract<EventOf<'session-closed'>, { type: 'erased' }> =>
  event.topic === 'session-closed' && event.type === 'erased';

/**
 * A buyer was erased: the log forgets the words of a channel. Figures follow from numbers and instants, so they stay; only where a buyer came in is such a
 * word. Answers the sessions whose figures have to be computed without it. What is told
 * late of one who was erased before is forgotten too.
 */
export function forgetErased(tx: Tx, events: readonly InboxEvent[]): readonly string[] {
  const erasures = events.filter(isErasure);
  for (const erasure of erasures) {
    const { shopId, value } = erasure;
    noteErased(tx, erasure);
    const forgotten = { shopId, buyers: value.buyerIds, sessions: value.sessionIds };
    tx.send(inLog, parametersOf(forgotten));
    forgetTold(tx, forgotten);
  }
  forgetLate(tx, events);
  return erasures.flatMap(({ value }) => value.sessionIds);
}
