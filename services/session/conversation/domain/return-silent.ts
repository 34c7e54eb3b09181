import { backToRouting } from './agent-gone';
import type { Change } from './change';
import type { Buyer, Session } from './session';
import { silentAt } from './silent-at';

/**
 * The agent has not written in time while the buyer waits: the session goes back to routing, which gives it to somebody else, dated from the instant at which
 * that became true, however late somebody looks. Undefined when that is not so.
 */
export function returnSilent(session: Session, buyer: Buyer, now: Date): Change | undefined {
  const at = silentAt(session);
  return at === null || at > now || session.waitingSince === null ? undefined : backToRouting(session, buyer, at);
}
