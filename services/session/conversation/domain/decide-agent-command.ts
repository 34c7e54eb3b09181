import { record, type PendingMessage } from './append-message';
import { both, nothing, type Change } from './change';
import { moveSession } from './close-session';
import type { MessageDone } from './decide-buyer-message';
import { refuse, unknownSession, type Refusal } from './refusal';
import type { Buyer, Session } from './session';
import { overdue } from './timers';

/** Who acts for the shop. `mayEndOthers`: OWNER, ADMIN and CS_ADMIN end any agent's session. */
export interface AgentCase {
  readonly session: Session | null;
  readonly buyer: Buyer | null;
  readonly account: { readonly id: string; readonly active: boolean; readonly mayEndOthers: boolean };
}

export interface EndDone {
  readonly outcome: 'done';
  readonly session: Session;
  readonly change: Change;
  /** The last word is the buyer's (SES-10). */
  readonly unanswered: boolean;
}

/** The session's agent answers. Anybody else, and a session that is not ACTIVE, is refused. */
export function decideAgentMessage(known: AgentCase, pending: PendingMessage, now: Date): MessageDone | Refusal {
  const checked = agentSession(known, now, false);
  if (checked.outcome === 'refused') return checked;
  const recorded = record(checked.session, pending, now);
  return { outcome: 'done', session: recorded.session, message: recorded.message, change: recorded.change };
}

/** The agent ends the session: ENDING until the hold is over (SES-6, SES-7), or CLOSED at once where the hold is 0 (SES-8). */
export function decideEnd(known: AgentCase, now: Date): EndDone | Refusal {
  const checked = agentSession(known, now, known.account.mayEndOthers);
  if (checked.outcome === 'refused') return checked;
  const unanswered = checked.session.waitingSince !== null;
  const moved = moveSession(checked.session, checked.buyer, { kind: 'ENDED', by: known.account.id }, now);
  if (moved.outcome === 'refused') return moved;
  const { session } = moved;
  const ended: Change =
    session.state === 'ENDING' && session.agentId !== null
      ? { ...nothing, facts: [{ kind: 'ENDED', session, agentId: session.agentId, unanswered }] }
      : nothing;
  return { outcome: 'done', session, change: both(moved.change, ended), unanswered };
}

type Checked = { readonly outcome: 'found'; readonly session: Session; readonly buyer: Buyer } | Refusal;

function agentSession({ session, buyer, account }: AgentCase, now: Date, anyAgents: boolean): Checked {
  if (session === null || buyer === null) return unknownSession();
  if (!account.active) return refuse('FORBIDDEN', 'Your account is not active in this shop.');
  const own = session.agentId === account.id;
  if (!own && !anyAgents) return refuse('NOT_ASSIGNED', 'This session is not assigned to you.', waitsForAgent(session));
  if (waitsForAgent(session)) return refuse('ILLEGAL_TRANSITION', 'This session waits for an agent; nobody can act in it yet.', true);
  if (session.state === 'ENDING')
    return refuse('ILLEGAL_TRANSITION', 'This session has been ended; the buyer can open a new one by writing.');
  if (session.state === 'CLOSED' || overdue(session, now))
    return refuse('ILLEGAL_TRANSITION', 'This session is closed; the buyer can open a new one by writing.');
  return { outcome: 'found', session, buyer };
}

/** Routing's outcome may be on its way: the client may know its agent before this service does. */
const waitsForAgent = (session: Session): boolean =>
  session.state === 'BOT' || session.state === 'QUEUED' || session.state === 'LEFT_MESSAGE';
