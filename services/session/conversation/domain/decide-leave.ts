import { nothing, type Change } from './change';
import { moveSession } from './close-session';
import type { SessionRefusal } from './decide-agent-command';
import type { Buyer, Message, Session } from './session';

/** What became of a buyer's open session; null when it has none. */
export interface OpenSessionDone {
  readonly outcome: 'done';
  readonly session: Session | null;
  readonly change: Change;
  readonly message?: Message;
}

/** A command about whatever session a buyer has open. Tried again, it decides anew on the session as it is then. */
export type OpenSessionDecision = (open: Session | null, buyer: Buyer | null, now: Date) => OpenSessionDone | SessionRefusal;

/**
 * A buyer who waits leaves: BOT and QUEUED close with BUYER_LEFT (RES-47). A left message stays and is answered at opening (RES-82); a conversation
 * with a human stays too, its timers close it.
 */
export function decideLeave(open: Session | null, buyer: Buyer | null, now: Date): OpenSessionDone {
  if (open === null || buyer === null) return { outcome: 'done', session: null, change: nothing };
  const moved = moveSession(open, buyer, { kind: 'CLOSED', reason: 'BUYER_LEFT' }, now);
  if (moved.outcome === 'refused') return { outcome: 'done', session: open, change: nothing };
  return { outcome: 'done', session: moved.session, change: moved.change };
}
