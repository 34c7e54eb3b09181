import type { Change } from './change';
import type { Message, Session } from './session';

/** What a command about one message has done. */
export interface MessageDone {
  readonly outcome: 'done';
  readonly session: Session;
  readonly message: Message;
  readonly change: Change;
}
