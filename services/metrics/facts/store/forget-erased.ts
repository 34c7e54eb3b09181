import type { EventOf } from '#libs/contracts/index';
import { forgetTold, isForgotten, parametersOf, withoutWords, type InboxEvent } from '#libs/messaging/index';
import type { Statement, Tx } from '#libs/platform/database/database';

const inLog: Statement = {
  name: 'fact-forget',
  text: `UPDATE fact SET value = ${withoutWords('value')}::json WHERE ${isForgotten('value')}`,
};

const isErasure = (event: InboxEvent): event is InboxEvent & Extract<EventOf<'session-closed'>, { type: 'erased' }> =>
  event.topic === 'session-closed' && event.type === 'erased';

/** A buyer was erased: the log forgets the words of a channel. Figures follow from numbers and instants, so they stay as they are. */
export function forgetErased(tx: Tx, events: readonly InboxEvent[]): void {
  for (const { shopId, value } of events.filter(isErasure)) {
    const forgotten = { shopId, buyers: value.buyerIds, sessions: value.sessionIds };
    tx.send(inLog, parametersOf(forgotten));
    forgetTold(tx, forgotten);
  }
}
