import type { PendingMessage } from '../../conversation/domain/append-message';
import { nothing } from '../../conversation/domain/change';
import type { MessageDone } from '../../conversation/domain/message-done';
import type { Message, Session } from '../../conversation/domain/session';
import { edited } from './revision';

/** What a channel tells of an edit. `at`: when, as it says; null where it does not. */
export interface ChannelEdit {
  readonly at: Date | null;
}

/**
 * A message is delivered again with another text, since its buyer has edited it. Of several edits the one that the channel dates latest counts, whatever order
 * they come in; the same text again, and anything after a recall, changes nothing.
 */
export function editDelivered(
  { session, message }: { readonly session: Session; readonly message: Message },
  { text }: Pick<PendingMessage, 'text'>,
  { at }: ChannelEdit,
  now: Date,
): MessageDone {
  const isOlder = at !== null && message.channelEditedAt !== null && at <= message.channelEditedAt;
  if (message.recalledAt !== null || message.text === text || isOlder) return { outcome: 'done', session, message, change: nothing };
  const revised = edited(message, text, at ?? message.channelEditedAt, { agentId: null, now });
  return {
    outcome: 'done',
    session,
    message: revised.message,
    change: { ...nothing, revised: [revised], facts: [{ kind: 'EDITED', session, message: revised.message, at: now }] },
  };
}
