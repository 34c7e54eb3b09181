import type { Refusal } from '#libs/platform/errors';
import type { MessageDone } from '../../conversation/domain/message-done';
import type { Message, Session, ShopTerms } from '../../conversation/domain/session';

/** What is known of a message that somebody wants to change. `account` is null where it is the buyer. */
export interface MessageCase {
  readonly message: Message | null;
  readonly session: Session | null;
  readonly account: { readonly id: string; readonly active: boolean } | null;
  readonly terms: ShopTerms | null;
}

/** Every command about one message is one of these. */
export type MessageDecision = (known: MessageCase, now: Date) => MessageDone | Refusal;
