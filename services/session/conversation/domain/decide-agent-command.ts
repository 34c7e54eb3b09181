import { refuse, type ErrorCode, type Refusal } from '#libs/platform/errors';
import { record, type PendingMessage } from './append-message';
import { both, nothing, type Change } from './change';
import { moveSession } from './close-session';
import type { MessageDone } from './message-done';
import { overQuota } from '../../outbound/domain/quota';
import type { Buyer, Message, Session, ShopTerms } from './session';
import { overdue } from './timers';

/** An expected "no". `mayYetCome`: the command may only be early, since routing's outcome may still be on its way. */
export type SessionRefusal = Refusal & { readonly mayYetCome: boolean };

/** Who acts for the shop. `mayEndOthers`: OWNER, ADMIN and CS_ADMIN end any agent's session. */
export interface AgentCase {
  readonly session: Session | null;
  readonly buyer: Buyer | null;
  readonly account: { readonly id: string; readonly active: boolean; readonly mayEndOthers: boolean };
  /** Absent or null: the shop is not known yet, and nothing is limited. */
  readonly terms?: Pick<ShopTerms, 'outboundQuota'> | null;
}

/** What an account's command in a session has done. */
export interface AgentDone {
  readonly outcome: 'done';
  readonly session: Session;
  readonly change: Change;
  readonly message?: Message;
  /** Of a message that was there before and stands for one that is not sent again (KB-16). */
  readonly ordinal?: number;
  /** Nothing was ended, since the buyer waits for an answer (SES-10). */
  readonly unanswered?: boolean;
}

/** Every command of an account in a session is one of these. Tried again, it decides anew on the session as it is then. */
export type AgentDecision = (known: AgentCase, now: Date) => AgentDone | SessionRefusal;

/** The session's agent answers. Anybody else, and a session that is not ACTIVE, is refused; so is what a silent buyer's channel takes no more (SES-31). */
export function decideAgentMessage(known: AgentCase, pending: PendingMessage, now: Date): MessageDone | SessionRefusal {
  const checked = agentSession(known, now, false);
  if (checked.outcome === 'refused') return checked;
  const over = overQuota(checked.session, known.terms?.outboundQuota ?? null, now);
  if (over) return { ...over, mayYetCome: false };
  const recorded = record(checked.session, pending, now);
  return { outcome: 'done', session: recorded.session, message: recorded.message, change: recorded.change };
}

/**
 * The agent ends the session: ENDING until the hold is over (SES-6, SES-7), or CLOSED at once where the hold is 0 (SES-8). While the last word is the
 * buyer's and nobody has marked the session as solved, only one who confirms it ends it (SES-10, RES-92).
 */
export const decideEnd =
  (confirmed: boolean): AgentDecision =>
  (known, now) =>
    ended(known, confirmed, now);

function ended(known: AgentCase, confirmed: boolean, now: Date): AgentDone | SessionRefusal {
  const checked = agentSession(known, now, known.account.mayEndOthers);
  if (checked.outcome === 'refused') return checked;
  const { waitingSince, marks } = checked.session;
  const unanswered = waitingSince !== null;
  if (unanswered && marks.solved === null && !confirmed) return { outcome: 'done', session: checked.session, change: nothing, unanswered };
  const moved = moveSession(checked.session, checked.buyer, { kind: 'ENDED', by: known.account.id }, now);
  if (moved.outcome === 'refused') return { ...moved, mayYetCome: false };
  const { session } = moved;
  const told: Change =
    session.state === 'ENDING' && session.agentId !== null
      ? { ...nothing, facts: [{ kind: 'ENDED', session, agentId: session.agentId, unanswered }] }
      : nothing;
  return { outcome: 'done', session, change: both(moved.change, told) };
}

type Checked = { readonly outcome: 'found'; readonly session: Session; readonly buyer: Buyer } | SessionRefusal;

/** A session in which the account may act, whatever its state: its own, or `anyAgents`. */
export function ownSession({ session, buyer, account }: AgentCase, anyAgents: boolean): Checked {
  if (session === null || buyer === null) return unknown;
  if (!account.active) return inactive;
  const own = session.agentId === account.id;
  if (!own && !anyAgents) return { ...foreign, mayYetCome: waitsForAgent(session) };
  return { outcome: 'found', session, buyer };
}

function agentSession(known: AgentCase, now: Date, anyAgents: boolean): Checked {
  const checked = ownSession(known, anyAgents);
  if (checked.outcome === 'refused') return checked;
  const { session } = checked;
  if (waitsForAgent(session)) return { ...illegal('waits for an agent; nobody can act in it yet'), mayYetCome: true };
  if (session.state === 'ENDING') return illegal('has been ended; the buyer can open a new one by writing');
  if (session.state === 'CLOSED' || overdue(session, now)) return illegal('is closed; the buyer can open a new one by writing');
  return checked;
}

/** Routing's outcome may be on its way: the client may know its agent before this service does. */
const waitsForAgent = (session: Session): boolean =>
  session.state === 'BOT' || session.state === 'QUEUED' || session.state === 'LEFT_MESSAGE';

const refusal = (code: ErrorCode, message: string, expected: string, field?: string): SessionRefusal => ({
  ...refuse(code, message, { expected, ...(field && { field }), retryable: false }),
  mayYetCome: false,
});

/** Sessions are made here, so an id that is not here now will not come. */
const unknown = refusal('SESSION_NOT_FOUND', 'No such session in this shop.', 'the id of a session of this shop', 'sessionId');
const inactive = refusal('FORBIDDEN', 'Your account is not active in this shop.', 'an active account');
const foreign = refusal('NOT_ASSIGNED', 'This session is not assigned to you.', 'a session that is assigned to you', 'sessionId');
const illegal = (is: string): SessionRefusal =>
  refusal('ILLEGAL_TRANSITION', `This session ${is}.`, 'a session that is ACTIVE', 'sessionId');
