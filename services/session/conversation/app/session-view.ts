import type { Buyer, Session } from '../domain/session';

/** A session with its buyer, as every reader wants it. */
export interface SessionView {
  readonly session: Session;
  readonly buyer: Buyer;
}
