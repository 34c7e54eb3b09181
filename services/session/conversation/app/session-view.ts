import type { Buyer, Message, Session } from '../domain/session';

/** A session with its buyer, as every reader wants it. */
export interface SessionView {
  readonly session: Session;
  readonly buyer: Buyer;
}

/** A part of a session's messages, in order, and whether there are more. */
export interface MessagePage {
  readonly messages: readonly Message[];
  readonly more: boolean;
}
