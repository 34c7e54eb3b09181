import type { EventOf } from '#libs/contracts/index';
import { forgetTold, type InboxEvent } from '#libs/messaging/index';
import type { Statement, Tx } from '#libs/platform/database/database';

const statements: readonly Statement[] = [
  {
    name: 'routing-forget-facts',
    text: `UPDATE assignment SET facts = facts || '{"entryPoint": null}' WHERE shop_id = $1 AND session_id = ANY ($2::uuid[]) AND facts IS NOT NULL`,
  },
  {
    name: 'routing-forget-decisions',
    text: `UPDATE decision SET note = NULL, inputs = CASE WHEN inputs::jsonb -> 'facts' ? 'entryPoint'
        THEN jsonb_set(inputs::jsonb, '{facts,entryPoint}', 'null')::text ELSE inputs END
      WHERE shop_id = $1 AND session_id = ANY ($2::uuid[])`,
  },
];

const isErasure = (event: InboxEvent): event is InboxEvent & Extract<EventOf<'session-closed'>, { type: 'erased' }> =>
  event.topic === 'session-closed' && event.type === 'erased';

/** A buyer was erased, whose sessions are closed: what a channel told of them and what was noted goes; who was chosen, and why, stays. */
export function forgetErased(tx: Tx, events: readonly InboxEvent[]): void {
  for (const { shopId, value } of events.filter(isErasure)) {
    for (const statement of statements) tx.send(statement, [shopId, value.sessionIds]);
    forgetTold(tx, { shopId, buyers: value.buyerIds, sessions: value.sessionIds });
  }
}
